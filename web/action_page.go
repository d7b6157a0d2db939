package web

import (
	"html/template"
	"net/http"
	"strings"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// ActionPage is one improvement action: where it stands, what comes next, its evidence, its whole story.
type ActionPage struct {
	View   readiness.ActionView
	Points []readiness.PointRow // whose answers name it
	Viewer readiness.Actor
	Now    time.Time
}

// Face is the page's frame.
func (p ActionPage) Face() Face {
	return Face{Template: "action", Title: p.View.Title, Section: planPath, Back: planPath}
}

func (s *Server) actionPage(w http.ResponseWriter, r *http.Request) error {
	view, err := s.Plan.ActionView(r.Context(), by(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	page := ActionPage{View: view, Viewer: by(r), Now: s.Now()}
	if mayHere(by(r), may(readiness.SeePoints)) {
		points, err := s.Points.Points(r.Context(), by(r), readiness.PointQuery{ActionID: view.ActionID, State: "all", Limit: mostSpoken})
		if err != nil {
			return err
		}
		page.Points = points.Rows
	}
	return s.show(w, r, http.StatusOK, page)
}

// Works reports whether the viewer sees the work: evidence, and what people wrote.
func (p ActionPage) Works() bool { return mayHere(p.Viewer, may(readiness.WorkPlan)) }

// State is where the action stands, as a tag.
func (p ActionPage) State() govuk.Tag { return actionTag(p.View.ActionRow) }

func actionTag(row readiness.ActionRow) govuk.Tag {
	colours := map[readiness.ActionStatus]string{
		readiness.ActionProposed: "govuk-tag--grey", readiness.ActionAgreed: "govuk-tag--grey", readiness.ActionInProgress: "", readiness.ActionClaimed: "govuk-tag--yellow",
		readiness.ActionVerified: "govuk-tag--green", readiness.ActionRetest: "govuk-tag--purple", readiness.ActionLasted: "govuk-tag--green", readiness.ActionDropped: "govuk-tag--grey",
	}
	return govuk.Tag{Text: sentence(row.Status.Title()), Classes: colours[row.Status]}
}

// Main is the one thing that the action waits for from this viewer, as a button; nil when it waits for somebody else.
func (p ActionPage) Main() *govuk.Button {
	for _, st := range actionMain {
		if st == updateStep && p.Viewer.PersonID != p.View.State.OwnerID {
			continue // whoever runs the plan may, but it does not wait for them
		}
		if st.offered(p.View, p.Viewer, p.Now) {
			return &govuk.Button{Text: st.link, Href: st.href(p.View.ActionID)}
		}
	}
	return nil
}

// Else is what else the viewer may do with the action.
func (p ActionPage) Else() []Link {
	var all []Link
	main := p.Main()
	for _, st := range append([]*actionStep{updateStep}, actionElse...) {
		if (main == nil || main.Text != st.link) && st.offered(p.View, p.Viewer, p.Now) {
			all = append(all, Link{st.link, st.href(p.View.ActionID)})
		}
	}
	if p.Works() && !p.View.Status.Ended() {
		all = append(all, Link{"Attach evidence", p.Attach()})
	}
	if p.View.State.MayAmend(p.Viewer) == nil {
		all = append(all, Link{"Change what it is about", "/actions/" + p.View.ActionID + "/amend"})
	}
	return all
}

// Attach is where evidence is attached.
func (p ActionPage) Attach() string { return "/actions/" + p.View.ActionID + "/evidence/new" }

// Waits is the sentence about what the action waits for.
func (p ActionPage) Waits() string {
	if text := waits(p.View.State.Course, p.View.Because); text != "" {
		return text
	}
	who := p.View.Verifier
	if who == "" {
		who = "quality assurance"
	}
	a := p.View.State
	switch a.Status {
	case readiness.ActionProposed:
		return "This is proposed. The improvement programme lead is to agree it by " + a.LookBy.Long() + "."
	case readiness.ActionClaimed:
		return "This was said done on " + a.Claim.On.Long() + ". It is not shown done: " + who + " is to check it by " + a.LookBy.Long() + "."
	case readiness.ActionRetest:
		return "This was shown done on " + a.Verified.Long() + ". " + sentence(who) + " is to look by " + a.LookBy.Long() + " whether it has lasted."
	case readiness.ActionVerified:
		return "This is shown done since " + a.Verified.Long() + ". It comes back on " + a.RetestOn.Long() + " to see whether it has lasted."
	}
	return ""
}

// SentBack is what the last check found missing while the action has not been said done again; nil otherwise.
func (p ActionPage) SentBack() *readiness.EventRow {
	for _, e := range p.View.Happened {
		switch e.Kind {
		case "sent back", "did not last":
			if p.View.Status.Running() && e.Note != "" {
				return &e
			}
			return nil
		case "claimed", "verified":
			return nil
		}
	}
	return nil
}

// Steps are what happens if nobody does anything, in sentences.
func (p ActionPage) Steps() []Ahead {
	steps := aheadOf(p.View.Next, p.Viewer, p.View.State.OwnerID, p.View.Owner, p.Now)
	if !p.View.Status.Running() {
		for i, n := range p.View.Next {
			steps[i].reaches, steps[i].Who = false, listed(n.Names)
		}
	}
	return steps
}

// Soon are the steps that a reader must know, as on the page of a review.
func (p ActionPage) Soon() []Ahead { return soonOf(p.Steps()) }

// Folds reports whether there are more steps than Soon shows.
func (p ActionPage) Folds() bool { return len(p.Steps()) > len(p.Soon()) }

// About is what the action is about, in rows.
func (p ActionPage) About() govuk.SummaryList {
	d := p.View.State.Details
	list := govuk.SummaryList{Rows: []govuk.SummaryRow{longRow("What is to be different", d.Outcome), longRow("What will show it", d.Measure+target(d))}}
	add := func(key, text string) {
		if text != "" {
			list.Rows = append(list.Rows, longRow(key, text))
		}
	}
	add("What it saves", benefitOf(d))
	add("Steps", d.Steps)
	add("Evidence wanted", d.Wanted)
	add("If it is late", d.Risk)
	add("Owner", p.View.Owner)
	add("Sponsor", p.View.Sponsor)
	add("Who checks it", p.View.Verifier)
	add("Area", orWhole(p.View.Area))
	add("Boards that hear of it", strings.Join(d.Boards, ", "))
	add("Judgement area", strings.TrimSpace(readiness.ChoiceText(readiness.Judgements, d.Judgement)+" "+d.Criterion))
	add("National Framework", readiness.ChoiceText(readiness.FrameworkTags, d.Framework))
	add("Start", dayOrNone(p.View.Start))
	return list
}

// dayOrNone is a day in words, "" for none.
func dayOrNone(d calendar.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.Long()
}

func orWhole(area string) string {
	if area == "" {
		return "The whole council"
	}
	return area
}

// proposal shows what was proposed.
func proposal(p actionStepPage) *govuk.SummaryList {
	list := ActionPage{View: p.View, Now: p.Now}.About()
	return &list
}

// owned shows whose the action is and when it is due, for whoever decides.
func owned(p actionStepPage) *govuk.SummaryList {
	return &govuk.SummaryList{Rows: []govuk.SummaryRow{govuk.Row("Owner", orSomebody(p.View.Owner)), govuk.Row("Due", p.View.Due.Long()+dueNote(p.View.ActionRow))}}
}

func actionStory(p actionStepPage) *Story {
	return &Story{Happened: p.View.Happened, Next: p.View.Next, Now: p.Now}
}

// dueNote says how late an action is, and how often its date was moved.
func dueNote(row readiness.ActionRow) string {
	words := ""
	if row.Overdue > 0 {
		words += ", " + late(row.Overdue)
	}
	if row.Moves > 0 {
		words += ", moved " + times(row.Moves)
	}
	return words
}

// linkPart is a link as a part of a page.
type linkPart struct {
	before, text, href, after string
	tab                       bool // opens in a tab of its own; the text says so
}

// HTML is the sentence with its link, escaped.
func (l linkPart) HTML() (template.HTML, error) {
	e := template.HTMLEscapeString
	tab := ""
	if l.tab {
		tab = ` target="_blank" rel="noopener noreferrer"`
	}
	return template.HTML(`<p class="govuk-body">` + e(l.before) + `<a class="govuk-link" href="` + e(l.href) + `"` + tab + `>` + e(l.text) + `</a>` + e(l.after) + `</p>`), nil
}

func noEvidence(id string) govuk.Component {
	return linkPart{before: "There is no evidence yet. ", text: "Attach evidence", href: "/actions/" + id + "/evidence/new", after: " first: a claim stands on it."}
}

// evidenceLine is one piece of evidence in a row: its name, leading to it, and what it shows when.
func evidenceLine(e readiness.Evidence) govuk.Component {
	return linkPart{text: e.Title, href: "/evidence/" + e.ID, after: ", shows " + e.ShowsOn.Long() + ", attached by " + e.By}
}
