package web

import "github.com/sightline-readiness/sightline/readiness"

// A FocusLine is one focus area of a visit with its parts.
type FocusLine struct {
	readiness.VisitFocus
	Lead     string
	Parts    []PartLine
	Forecast readiness.VisitForecast
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
		line := FocusLine{VisitFocus: f, Parts: p.parts(f.Code), Forecast: p.View.Forecast[f.Code]}
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
	earlier := query(findingsPath, "before", p.View.VisitID, "focus", focus)
	to := map[string]string{
		"flags": cohortsPath + "/" + focus, "audits": of + "/audits", "findings": earlier, "shown": earlier, "checklist": of + "/checklist", "data": cohortListsPath,
		"briefed": p.briefing(focus),
	}
	if !p.Works() {
		delete(to, "audits") // those pages are for officers who work on visits
	}
	var lines []PartLine
	for _, part := range p.View.Parts[focus] {
		lines = append(lines, PartLine{Name: readiness.PartName(part.Code), Done: part.Done, Of: part.Of, Href: to[part.Code]})
	}
	return lines
}

// briefing is the step by which the staff of a focus area are briefed.
func (p VisitPage) briefing(focus string) string {
	for _, r := range p.View.Rows {
		if r.Code == readiness.BriefingStep && (r.Focus == focus || r.Focus == "") {
			return visitStepsPath + "/" + r.StepID
		}
	}
	return ""
}

// steps counts the steps that prepare a focus area.
func (p VisitPage) steps(focus string) PartLine {
	pace, behind := readiness.StepsPace(p.View.Rows, focus), 0
	for _, r := range p.View.Rows {
		if r.Focus == focus && r.Prepares() && r.Overdue > 0 {
			behind++
		}
	}
	line := PartLine{Name: readiness.PartName(readiness.StepsPart), Done: pace.Done, Of: pace.Of, Href: StepFilter{Focus: focus}.href(p.View.VisitID)}
	if behind > 0 {
		line.Note = thousands(behind) + " late"
	}
	return line
}

// Worked says how the forecast comes about, part by part.
func (l FocusLine) Worked() (lines []string) {
	days := "in the last " + counted(l.Forecast.Days, "working day")
	for _, part := range l.Forecast.Parts {
		words := readiness.PartName(part.Code) + ": "
		switch {
		case part.Of == 0:
			words += "nothing to count yet."
		case part.Left == 0:
			words += "nothing left."
		case !part.Paced:
			words += thousands(part.Left) + " of " + thousands(part.Of) + " left. No pace tells when."
		case part.Settled == 0:
			words += thousands(part.Left) + " of " + thousands(part.Of) + " left, none settled " + days + ". No day can be said."
		default:
			words += thousands(part.Left) + " of " + thousands(part.Of) + " left, " + thousands(part.Settled) + " settled " + days + ". At that pace ready on " + part.Ready.Long() + "."
		}
		lines = append(lines, words)
	}
	return lines
}
