package web

import (
	"net/http"
	"time"

	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// PointPage is one point from a meeting: what was said, who it has reached, the answer, what comes next, its whole story.
type PointPage struct {
	View   readiness.PointView
	Viewer readiness.Actor
	Now    time.Time
}

// Face is the page's frame.
func (p PointPage) Face() Face {
	return Face{Template: "point", Title: p.Heading(), Section: meetingsPath, Back: meetingHref(p.View.MeetingID)}
}

// Heading names the point by its theme: what was said may be long.
func (p PointPage) Heading() string { return "Point: " + p.View.Theme }

func (s *Server) point(w http.ResponseWriter, r *http.Request) error {
	view, err := s.Points.PointView(r.Context(), by(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, PointPage{View: view, Viewer: by(r), Now: s.Now()})
}

func pointHref(id string) string { return pointsPath + "/" + id }

// State is where the point stands, as a tag.
func (p PointPage) State() govuk.Tag { return pointTag(p.View.PointRow) }

func pointTag(row readiness.PointRow) govuk.Tag {
	colours := map[readiness.PointStatus]string{
		readiness.PointOpen: "govuk-tag--yellow", readiness.PointAnswered: "", readiness.PointHeard: "govuk-tag--green", readiness.PointWithdrawn: "govuk-tag--grey",
	}
	return govuk.Tag{Text: sentence(row.Status.Title()), Classes: colours[row.Status]}
}

// Waits is the sentence about what the point waits for.
func (p PointPage) Waits() string {
	if text := waits(p.View.State.Course, p.View.Because); text != "" {
		return text
	}
	switch x := p.View.State; x.Status {
	case readiness.PointOpen:
		return orSomebody(p.View.Owner) + " is to answer it by " + x.Run.Due.Long() + "."
	case readiness.PointAnswered:
		return "It was answered on " + x.Answer.On.Long() + ". The meeting is to hear the answer by " + x.HearBy.Long() + ", and to say whether it is one."
	}
	return ""
}

// NotTaken is what the meeting found missing in the last answer, while there is no other; nil otherwise.
func (p PointPage) NotTaken() *readiness.EventRow {
	if p.View.Status != readiness.PointOpen {
		return nil
	}
	return lastEvent(p.View.Happened, "not taken")
}

// lastEvent is the latest event of a kind; events come newest first.
func lastEvent(happened []readiness.EventRow, kind string) *readiness.EventRow {
	for _, e := range happened {
		if e.Kind == kind {
			return &e
		}
	}
	return nil
}

// Answered is the last answer, in words: what became of it, when, and by whom; "" when there is none.
func (p PointPage) Answered() string {
	answer := p.View.State.Answer
	if answer == nil {
		return ""
	}
	words := readiness.ChoiceText(readiness.PointOutcomes, answer.Outcome) + ". Answered on " + answer.On.Long()
	if e := lastEvent(p.View.Happened, "answered"); e != nil {
		words += " by " + Story{}.Who(*e)
	}
	return words + "."
}

// Main is the one thing that the point waits for from this viewer, as a button; nil when it waits for somebody else.
func (p PointPage) Main() *govuk.Button {
	for _, st := range pointMain {
		if st == answerStep && !p.answersFirst() {
			continue // whoever runs the plan may, but it does not wait for them
		}
		if st.offered(p.View, p.Viewer, p.Now) {
			return &govuk.Button{Text: st.link, Href: st.href(p.View.PointID)}
		}
	}
	return nil
}

// answersFirst reports whether the point waits for the viewer to answer it: its owner, or the chief executive where a staff forum raised it.
func (p PointPage) answersFirst() bool {
	return p.Viewer.PersonID == p.View.State.OwnerID || p.View.Chief && p.Viewer.Holds(readiness.ChiefExecutive)
}

// Else is what else the viewer may do with the point.
func (p PointPage) Else() []Link {
	var all []Link
	main := p.Main()
	for _, st := range append([]*pointStep{answerStep}, pointElse...) {
		if (main == nil || main.Text != st.link) && st.offered(p.View, p.Viewer, p.Now) {
			all = append(all, Link{st.link, st.href(p.View.PointID)})
		}
	}
	if mayHere(p.Viewer, may(readiness.WorkPlan)) {
		all = append(all, Link{"Put it into the register of findings", query(findingsPath+"/new", "point", p.View.PointID)})
	}
	return all
}

// Steps are what happens if nobody does anything, in sentences.
func (p PointPage) Steps() []Ahead {
	steps := aheadOf(p.View.Next, p.Viewer, p.View.State.OwnerID, p.View.Owner, p.Now)
	if p.View.Status == readiness.PointAnswered {
		for i, n := range p.View.Next {
			steps[i].reaches, steps[i].Who = false, listed(n.Names)
		}
	}
	return steps
}
