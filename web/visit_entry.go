package web

import (
	"net/http"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// VisitEntryPage is one request or one concern: what was asked, who has it, by when, the answer, what comes next, what happened.
type VisitEntryPage struct {
	View   readiness.VisitEntryView
	Viewer readiness.Actor
	Now    time.Time
}

// Face is the page's frame.
func (p VisitEntryPage) Face() Face {
	back := concernsPath
	if p.View.VisitID != "" {
		back = logHref(p.View.VisitID)
	}
	return Face{Template: "visit_entry", Title: p.Heading(), Section: visitsPath, Back: back}
}

// Heading says what it is, and never which child.
func (p VisitEntryPage) Heading() string { return p.Line().What() }

func (s *Server) visitEntry(w http.ResponseWriter, r *http.Request) error {
	view, err := s.Entries.VisitEntryView(r.Context(), by(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, VisitEntryPage{View: view, Viewer: by(r), Now: s.Now()})
}

func entryHref(id string) string { return entriesPath + "/" + id }

// Line is the entry as lists show it.
func (p VisitEntryPage) Line() EntryLine { return EntryLine{p.View.VisitEntryRow, p.Now} }

// An EntryLine is one entry in a list, at a moment.
type EntryLine struct {
	readiness.VisitEntryRow
	now time.Time
}

func entryLines(rows []readiness.VisitEntryRow, now time.Time) []EntryLine {
	lines := make([]EntryLine, len(rows))
	for i, r := range rows {
		lines[i] = EntryLine{r, now}
	}
	return lines
}

// What says what the entry is, and never which child.
func (l EntryLine) What() string {
	switch {
	case l.Concern() && l.Area != "":
		return "Concern about a child in " + l.Area
	case l.Concern():
		return "Concern about a child"
	case l.Inspector != "":
		return "Request of " + l.Inspector
	}
	return "Request of the inspectors"
}

// Text is what was written, cut where a list has no room for more; "" for whoever may not read it.
func (l EntryLine) Text() string { return cut(l.Said, 140) }

// Called is the entry as the text of a link.
func (l EntryLine) Called() string {
	if l.Said == "" {
		return l.What()
	}
	return l.Text()
}

// Href is the entry's page.
func (l EntryLine) Href() string { return entryHref(l.EntryID) }

// State is where the entry stands, as a tag.
func (l EntryLine) State() govuk.Tag {
	colours := map[readiness.VisitEntryStatus]string{
		readiness.EntryOpen: "govuk-tag--yellow", readiness.EntryAnswered: "", readiness.EntrySettled: "govuk-tag--green", readiness.EntryWithdrawn: "govuk-tag--grey",
		readiness.EntryDropped: "govuk-tag--grey",
	}
	return govuk.Tag{Text: sentence(l.Status.Title()), Classes: colours[l.Status]}
}

// Due says by when, or how it ended.
func (l EntryLine) Due() string {
	switch {
	case !l.Status.Waits():
		return "logged on " + calendar.DateOf(l.At).Long()
	case l.Status == readiness.EntryAnswered:
		return "to be looked at " + byWhen(l.DueAt, l.now)
	}
	return "due " + byWhen(l.DueAt, l.now)
}

// With says who has it.
func (l EntryLine) With() string { return "with " + orNobody(l.Owner) }

// byWhen is a moment as people say it: by 5pm today.
func byWhen(at, now time.Time) string {
	words := "by " + at.In(calendar.London).Format("3pm")
	switch today, on := calendar.DateOf(now), calendar.DateOf(at); on {
	case today:
		return words + " today"
	case today.AddDays(1):
		return words + " tomorrow"
	default:
		return words + " on " + on.Long()
	}
}

// Waits is the sentence about what the entry waits for.
func (p VisitEntryPage) Waits() string {
	x, owner := p.View.State, orSomebody(p.View.Owner)
	switch {
	case x.Status == readiness.EntryOpen && x.Waiting():
		return waits(x.Course, p.View.Because)
	case x.Status == readiness.EntryOpen && p.View.Concern():
		return owner + " is to act on it " + byWhen(p.View.DueAt, p.Now) + ". It is done only when somebody else has seen that it was done."
	case x.Status == readiness.EntryOpen:
		return owner + " is to answer it " + byWhen(p.View.DueAt, p.Now) + "."
	case x.Status == readiness.EntryAnswered && p.View.Concern():
		return "Somebody acted. Somebody else is to see that it was done, " + byWhen(p.View.DueAt, p.Now) + "."
	case x.Status == readiness.EntryAnswered:
		return "It was answered. Whoever logged it, or leads the visit, is to look at the answer " + byWhen(p.View.DueAt, p.Now) + "."
	}
	return ""
}

// Returned is why it was given back, while there is no other answer; nil otherwise.
func (p VisitEntryPage) Returned() *readiness.EventRow {
	if p.View.Status != readiness.EntryOpen {
		return nil
	}
	return lastEvent(p.View.Happened, "given back")
}

// Facts are what is known of it in a few rows.
func (p VisitEntryPage) Facts() govuk.SummaryList {
	v := p.View
	rows := []govuk.SummaryRow{govuk.Row("Logged", moment(v.At)+" by "+v.By)}
	add := func(key, value string) {
		if value != "" {
			rows = append(rows, govuk.Row(key, value))
		}
	}
	if v.Concern() {
		add("Child", p.child())
		add("Where it came up", readiness.ChoiceText(readiness.ConcernSources, v.Source))
	}
	add("Inspector", v.Inspector)
	add("Visit", v.Visit)
	add("To act", orNobody(v.Owner))
	if v.Status.Waits() {
		add("Due", sentence(byWhen(v.DueAt, p.Now)))
	}
	return govuk.SummaryList{Rows: rows}
}

// child says which child, to whoever may read it.
func (p VisitEntryPage) child() string {
	place := "a child"
	if p.View.Area != "" {
		place += " in " + p.View.Area
	}
	switch {
	case p.View.ChildRef == "":
		return sentence(place)
	case !p.View.Found:
		return p.View.ChildRef + ". Nobody is on the lists by this reference: check it."
	}
	return p.View.ChildRef + ", " + place
}

// Main is the one thing that the entry waits for from this viewer, as a button; nil when it waits for somebody else.
func (p VisitEntryPage) Main() *govuk.Button {
	for _, st := range entryMain {
		if st == answerEntryStep && !p.View.State.Yours(p.Viewer) {
			continue // whoever leads the visit may, but it does not wait for them
		}
		if st.offered(p.View, p.Viewer, p.Now) {
			return &govuk.Button{Text: st.link, Href: st.href(p.View.EntryID)}
		}
	}
	return nil
}

// Else is what else the viewer may do with it.
func (p VisitEntryPage) Else() []Link {
	var all []Link
	main := p.Main()
	for _, st := range append([]*entryStep{answerEntryStep}, entryElse...) {
		if (main == nil || main.Text != st.link) && st.offered(p.View, p.Viewer, p.Now) {
			all = append(all, Link{st.link, st.href(p.View.EntryID)})
		}
	}
	return all
}

// Steps are what happens if nobody does anything, in sentences.
func (p VisitEntryPage) Steps() []Ahead {
	return aheadOf(p.View.Next, p.Viewer, p.View.State.OwnerID, p.View.Owner, p.Now)
}
