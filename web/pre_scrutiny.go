package web

import (
	"net/http"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

const preScrutinyPath = "/pre-scrutiny"

func preScrutinyHref(id string) string { return preScrutinyPath + "/" + id }

// PreScrutinyPage is one request of scrutiny to see a decision: how it stands, what comes next, what was recommended and answered, its whole story.
type PreScrutinyPage struct {
	View   readiness.PreScrutinyView
	Viewer readiness.Actor
	Now    time.Time
}

// Face is the page's frame.
func (p PreScrutinyPage) Face() Face {
	return Face{Template: "pre_scrutiny", Title: p.Heading(), Section: meetingsPath, Back: preScrutinyPath}
}

// Heading names the request by its decision.
func (p PreScrutinyPage) Heading() string { return "Pre-scrutiny: " + p.View.Title }

func (s *Server) preScrutiny(w http.ResponseWriter, r *http.Request) error {
	view, err := s.PreScrutinies.PreScrutinyView(r.Context(), by(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, PreScrutinyPage{View: view, Viewer: by(r), Now: s.Now()})
}

// State is where the request stands, as a tag.
func (p PreScrutinyPage) State() govuk.Tag { return preScrutinyTag(p.View.PreScrutinyRow) }

func preScrutinyTag(row readiness.PreScrutinyRow) govuk.Tag {
	colours := map[readiness.PreScrutinyStatus]string{
		readiness.PreScrutinyAsked: "govuk-tag--yellow", readiness.PreScrutinyAgreed: "govuk-tag--light-blue", readiness.PreScrutinyRecommended: "govuk-tag--purple",
		readiness.PreScrutinyAnswered: "govuk-tag--green", readiness.PreScrutinyConsidered: "govuk-tag--green", readiness.PreScrutinyDeclined: "govuk-tag--orange",
		readiness.PreScrutinyWithdrawn: "govuk-tag--grey",
	}
	return govuk.Tag{Text: sentence(row.Status.Title()), Classes: colours[row.Status]}
}

// Waits is the sentence about what the request waits for.
func (p PreScrutinyPage) Waits() string {
	if text := waits(p.View.State.Course, p.View.Because); text != "" && p.View.Status.Climbs() {
		return text
	}
	return preScrutinyWaits(p.View.PreScrutinyRow)
}

// preScrutinyWaits says who has to do what, and by when; "" when nobody has to.
func preScrutinyWaits(row readiness.PreScrutinyRow) string {
	owner := sentence(orSomebody(row.Owner))
	switch row.Status {
	case readiness.PreScrutinyAsked:
		return owner + " is to say by " + row.Due.Long() + " on which day scrutiny can see it."
	case readiness.PreScrutinyAgreed:
		return owner + " is to give scrutiny the paper by " + row.Due.Long() + ". Scrutiny sees it on " + row.MeetsOn.Long() + "."
	case readiness.PreScrutinyPaper:
		return "Scrutiny is to consider it on " + row.MeetsOn.Long() + "."
	case readiness.PreScrutinyRecommended:
		return owner + " is to answer by " + row.Due.Long() + " what scrutiny recommended."
	}
	return ""
}

// Days says how far the decision is.
func (p PreScrutinyPage) Days() string { return decisionIn(p.View.PreScrutinyRow, p.Now) }

// decisionIn says how many working days there are until the decision.
func decisionIn(row readiness.PreScrutinyRow, now time.Time) string {
	switch today := calendar.DateOf(now); {
	case row.Status.Ended():
		return ""
	case row.DaysLeft > 0:
		return "in " + counted(row.DaysLeft, "working day")
	case row.Decides == today:
		return "today"
	case row.Decides.After(today):
		return "before the next working day"
	}
	return "the day has passed"
}

// Main is the one thing that the request waits for from this viewer, as a button; nil when it waits for somebody else.
func (p PreScrutinyPage) Main() *govuk.Button {
	for _, st := range preScrutinyMain {
		if st != decidePreScrutinyStep && st != considerStep && p.Viewer.PersonID != p.View.State.OwnerID {
			continue // whoever runs the plan may, but it does not wait for them
		}
		if st.offered(p.View, p.Viewer, p.Now) && (st != paperStep || p.View.State.Paper == nil) && (st != considerStep || !p.View.MeetsOn.After(calendar.DateOf(p.Now))) {
			return &govuk.Button{Text: st.link, Href: st.href(p.View.PreScrutinyID)}
		}
	}
	return nil
}

// Else is what else the viewer may do with the request.
func (p PreScrutinyPage) Else() []Link {
	var all []Link
	main := p.Main()
	for _, st := range append(append([]*preScrutinyStep{}, preScrutinyMain[1:]...), preScrutinyElse...) {
		if (main == nil || main.Text != st.link) && st.offered(p.View, p.Viewer, p.Now) {
			all = append(all, Link{st.link, st.href(p.View.PreScrutinyID)})
		}
	}
	return all
}

// Steps are what happens if nobody does anything, in sentences.
func (p PreScrutinyPage) Steps() []Ahead {
	return aheadOf(p.View.Next, p.Viewer, p.View.State.OwnerID, p.View.Owner, p.Now)
}

// Said is what scrutiny said, in a sentence; "" while it has not.
func (p PreScrutinyPage) Said() string {
	heard := p.View.State.Heard
	switch {
	case heard == nil:
		return ""
	case len(heard.Recommendations) == 0:
		return "Scrutiny considered it on " + heard.On.Long() + " and recommended nothing."
	}
	return "Scrutiny considered it on " + heard.On.Long() + " and made " + counted(len(heard.Recommendations), "recommendation") + "."
}

// Answered is the answer to what scrutiny recommended; "" while there is none.
func (p PreScrutinyPage) Answered() string {
	a := p.View.State.Answer
	if a == nil {
		return ""
	}
	return readiness.ChoiceText(readiness.CabinetAnswers, a.Outcome) + ", on " + a.On.Long() + "."
}
