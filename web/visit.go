package web

import (
	"net/http"
	"slices"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// VisitPage is the one page of a visit: the days left, each focus area by its parts, the run-up as a task list by week, late ones first, who has which part,
// and what happened.
type VisitPage struct {
	View   readiness.VisitView
	Viewer readiness.Actor
	Now    time.Time
}

// Face is the page's frame.
func (p VisitPage) Face() Face {
	return Face{Template: "visit", Title: p.View.Name, Section: visitsPath, Back: visitsPath}
}

func (s *Server) visit(w http.ResponseWriter, r *http.Request) error {
	view, err := s.Visits.VisitView(r.Context(), by(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, VisitPage{View: view, Viewer: by(r), Now: s.Now()})
}

// Works reports whether the viewer works on visits: samples and audits are theirs to open.
func (p VisitPage) Works() bool { return mayHere(p.Viewer, may(readiness.WorkVisits)) }

// Line is the visit as lists show it.
func (p VisitPage) Line() VisitLine { return VisitLine{p.View.VisitRow} }

// Waits is the sentence about what the visit waits for.
func (p VisitPage) Waits() string {
	x := p.View.State
	if text := waits(x.Course, p.View.Because); text != "" {
		return text
	}
	switch x.Status {
	case readiness.VisitPlanned:
		return "The first step of its preparation is still ahead. Everybody with a part is told when it begins."
	case readiness.VisitPreparing:
		return thousands(p.View.Settled) + " of " + counted(p.View.Steps, "step") + " " + are(p.View.Settled) + " settled, " + thousands(p.View.Late) + " " + are(p.View.Late) + " late."
	}
	if p.View.Counts {
		return p.told()
	}
	switch x.Status {
	case readiness.VisitOnSite:
		return "Log every request and every concern, and close each day’s log on the day."
	case readiness.VisitAwaiting:
		return "The letter is expected by " + x.Run.Due.Long() + ". Enter the day on which the council receives it, not the day on which it is published."
	case readiness.VisitLetter:
		return "The letter was received on " + x.Letter.Long() + ". Enter its findings, and close the visit when nothing of it is open."
	}
	return ""
}

// told is what whoever does not see the work on the visit is told of what it waits for.
func (p VisitPage) told() string {
	switch x := p.View.State; x.Status {
	case readiness.VisitOnSite:
		return "The inspectors are on site."
	case readiness.VisitAwaiting:
		return "The letter is shown here when it is published."
	case readiness.VisitLetter:
		return "The letter was received on " + x.Letter.Long() + " and is published. Its findings go into the improvement plan."
	}
	return ""
}

// Short is what became of steps whose day had passed; "" when the visit is not at short notice.
func (p VisitPage) Short() string {
	x := p.View.State.Short
	if x == nil || p.View.Status.Ended() {
		return ""
	}
	words := "The visit is nearer than its preparation takes. "
	if x.Pulled > 0 {
		words += counted(x.Pulled, "step") + " " + are(x.Pulled) + " due as soon as they can be. "
	}
	switch {
	case len(x.LeftOut) == 0:
		return words
	case p.View.State.Undecided():
		return words + counted(len(x.LeftOut), "step") + " " + are(len(x.LeftOut)) + " left out until the director decides which come back."
	case x.Decided.IsZero():
		return words + counted(len(x.LeftOut), "step") + " " + are(len(x.LeftOut)) + " left out."
	}
	return words + "Of " + counted(len(x.LeftOut), "step") + " that were left out, the director brought " + thousands(len(x.Keep)) + " back on " + x.Decided.Long() + "."
}

// A FocusLine is one focus area of a visit with its parts.
type FocusLine struct {
	readiness.VisitFocus
	Lead  string
	Parts []PartLine
}

// A PartLine is one part of how ready a focus area is: how many of how many, as a bar, with a link to its rows.
type PartLine struct {
	Name     string
	Done, Of int
	Href     string
	Note     string // what stands behind it, such as “2 late”
}

// Words are the part's figures.
func (l PartLine) Words() string {
	return partWords(l.Done, l.Of)
}

// Most is the length of the whole bar.
func (l PartLine) Most() int { return max(l.Of, 1) }

// Focus are the focus areas, each with its parts.
func (p VisitPage) Focus() []FocusLine {
	var lines []FocusLine
	for _, f := range p.View.State.Focus {
		line := FocusLine{VisitFocus: f, Parts: p.parts(f.Code)}
		if !p.View.Counts {
			line.Lead, line.Parts = orNobody(p.View.Names[p.View.State.Holder("focus_lead", f.Code)]), append([]PartLine{p.steps(f.Code)}, line.Parts...)
		}
		lines = append(lines, line)
	}
	return lines
}

// parts are what is counted of a focus area beside its steps, each leading to its rows.
func (p VisitPage) parts(focus string) []PartLine {
	of := visitHref(p.View.VisitID) + "/" + focus
	to := map[string]string{"flags": cohortsPath + "/" + focus, "audits": of + "/audits", "findings": findingsPath, "checklist": of + "/checklist", "data": cohortListsPath}
	if !p.Works() {
		delete(to, "audits") // those pages are for officers who work on visits
	}
	var lines []PartLine
	for _, part := range p.View.Parts[focus] {
		lines = append(lines, PartLine{Name: readiness.PartName(part.Code), Done: part.Done, Of: part.Of, Href: to[part.Code]})
	}
	return lines
}

// steps counts the steps of a focus area.
func (p VisitPage) steps(focus string) PartLine {
	line, behind := PartLine{Name: "Steps settled", Href: "#steps"}, 0
	for _, r := range p.View.Rows {
		if r.Focus != focus {
			continue
		}
		line.Of++
		if r.Settled() {
			line.Done++
		}
		if r.Overdue > 0 {
			behind++
		}
	}
	if behind > 0 {
		line.Note = thousands(behind) + " late"
	}
	return line
}

// A StepGroup is the steps of one week, or those that are late, or settled.
type StepGroup struct {
	Title string
	Rows  []StepLine
	Shut  bool // behind a title, since nobody has to act on them
}

// A StepLine is one step in the list.
type StepLine struct{ readiness.VisitStepRow }

// Called is the step with its focus area.
func (l StepLine) Called() string { return stepName(l.VisitStepRow) }

// State is where the step stands, as a tag.
func (l StepLine) State() govuk.Tag { return stepTag(l.VisitStepRow) }

// With is who has it, and when it is due.
func (l StepLine) With() string {
	words := orNobody(l.Owner)
	switch {
	case l.Status == readiness.StepDone && l.Late > 0:
		return words + " · done on " + l.DoneOn.Long() + ", " + counted(l.Late, "working day") + " late"
	case l.Status == readiness.StepDone:
		return words + " · done on " + l.DoneOn.Long()
	case l.Overdue > 0:
		return words + " · due " + l.Due.Long() + ", " + late(l.Overdue)
	case l.Due.IsZero():
		return words + " · " + offsetWords(l.VisitStepRow)
	}
	return words + " · due " + l.Due.Full()
}

// offsetWords says when a step comes that has no day yet.
func offsetWords(r readiness.VisitStepRow) string {
	anchor := lowerFirst(readiness.ChoiceText(readiness.StepAnchors, r.Anchor))
	switch {
	case r.Offset < 0:
		return counted(-r.Offset, "working day") + " before " + anchor
	case r.Offset == 0:
		return "on " + anchor
	}
	return counted(r.Offset, "working day") + " after " + anchor
}

// Groups are the steps: late ones first, then week by week, then those that have no day yet, then those that are settled.
func (p VisitPage) Groups() []StepGroup {
	behind, settled, undated := StepGroup{Title: "Late"}, StepGroup{Title: "Settled", Shut: true}, StepGroup{Title: "When their day is known"}
	var weeks []StepGroup
	rows := slices.SortedStableFunc(slices.Values(p.View.Rows), func(a, b readiness.VisitStepRow) int { return a.Due.Compare(b.Due) })
	for _, r := range rows {
		line := StepLine{r}
		switch {
		case r.Settled():
			settled.Rows = append(settled.Rows, line)
		case r.Overdue > 0:
			behind.Rows = append(behind.Rows, line)
		case r.Due.IsZero():
			undated.Rows = append(undated.Rows, line)
		default:
			weeks = inWeek(weeks, line)
		}
	}
	var groups []StepGroup
	for _, g := range slices.Concat([]StepGroup{behind}, weeks, []StepGroup{undated, settled}) {
		if len(g.Rows) > 0 {
			groups = append(groups, g)
		}
	}
	return groups
}

// inWeek puts a step into the last week, or begins another.
func inWeek(weeks []StepGroup, line StepLine) []StepGroup {
	title := "Week of " + monday(line.Due).Long()
	if n := len(weeks); n > 0 && weeks[n-1].Title == title {
		weeks[n-1].Rows = append(weeks[n-1].Rows, line)
		return weeks
	}
	return append(weeks, StepGroup{Title: title, Rows: []StepLine{line}})
}

// monday is the first day of a day's week.
func monday(d calendar.Date) calendar.Date {
	for d.Weekday() != time.Monday {
		d = d.AddDays(-1)
	}
	return d
}

// A HolderLine is one part of the visit and who has it.
type HolderLine struct {
	Part, Who string
	Href      string // where somebody else is named; "" for whoever may not
}

// Holders are who has which part.
func (p VisitPage) Holders() []HolderLine {
	var lines []HolderLine
	for _, h := range p.View.State.Holders {
		line := HolderLine{Part: h.Name, Who: orNobody(p.View.Names[h.PersonID])}
		for _, f := range p.View.State.Focus {
			if f.Code == h.Focus {
				line.Part += ": " + lowerFirst(f.Name)
			}
		}
		if nameHolderStep.offered(p.View, p.Viewer, p.Now) {
			line.Href = query(nameHolderStep.href(p.View.VisitID), "part", h.Slot+"/"+h.Focus)
		}
		lines = append(lines, line)
	}
	return lines
}

// Main is the one thing that the visit waits for from this viewer, as a button; nil when it waits for nobody or for somebody else.
func (p VisitPage) Main() *govuk.Button {
	for _, st := range []*visitStep{decideVisitStep, shortNoticeStep, letterStep, closeVisitStep} {
		if st == shortNoticeStep && !p.View.Undecided || st == letterStep && p.View.Status != readiness.VisitAwaiting {
			continue
		}
		if st.offered(p.View, p.Viewer, p.Now) {
			return &govuk.Button{Text: st.link, Href: st.href(p.View.VisitID)}
		}
	}
	return nil
}

// Else is what else the viewer may do with the visit.
func (p VisitPage) Else() []Link {
	var all []Link
	main := p.Main()
	for _, st := range []*visitStep{moveVisitStep, shortNoticeStep, letterStep, cancelVisitStep} {
		if st.offered(p.View, p.Viewer, p.Now) && (main == nil || main.Href != st.href(p.View.VisitID)) {
			all = append(all, Link{st.link, st.href(p.View.VisitID)})
		}
	}
	return append(all, Link{"How this run-up is made", "/run-ups/" + p.View.State.RunUp})
}

// Steps are what happens if nobody does anything, in sentences.
func (p VisitPage) Steps() []Ahead {
	return aheadOf(p.View.Next, p.Viewer, p.View.LeadID, p.View.Lead, p.Now)
}
