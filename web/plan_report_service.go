package web

import (
	"slices"
	"strconv"

	"github.com/sightline-readiness/sightline/internal/docx"
	"github.com/sightline-readiness/sightline/readiness"
)

// A ReportSection is a part of a report that the page and the Word document show alike: sentences first, then tables.
type ReportSection struct {
	ID, Title string
	Words     []string // that somebody wrote
	Lines     []string
	Tables    []PaperTable
}

// InShort is what members ask first (domain.md 5.7): the trend, why it changed, and whether children are safer. None in reports of the plan alone.
func (p ReportPage) InShort() []ReportSection {
	s := p.Report.Plan.Service
	if s == nil {
		return nil
	}
	did := p.Report.Plan.Did
	safer := append(safer(s.Audits), "In the period "+counted(did.Lasted, "improvement")+" "+were(did.Lasted)+" found to have lasted, and "+thousands(did.NotLasted)+" "+were(did.NotLasted)+" not.")
	return []ReportSection{
		{ID: "trend", Title: "In short", Lines: append(driftLines(s.Drift), homesLine(s.Homes)), Words: told(s.Why)},
		{ID: "safer", Title: "Are children safer?", Lines: safer, Words: told(s.Safer)},
	}
}

// Around are the parts about the service around the plan.
func (p ReportPage) Around() []ReportSection {
	s := p.Report.Plan.Service
	if s == nil {
		return nil
	}
	return []ReportSection{visitSection(s.Visits), driftSection(s.Drift), auditSection(s.Audits), homeSection(s.Homes)}
}

// Hides says that counts are hidden in this edition; "" when it hides none.
func (p ReportPage) Hides() string {
	s := p.Report.Plan.Service
	if s == nil || !p.Report.Scrutiny {
		return ""
	}
	return "Counts of children below " + thousands(s.Small) + " are hidden, so that no child can be found by them, and so are others that would give them away."
}

func told(words string) []string {
	if words == "" {
		return nil
	}
	return []string{words}
}

// drifts are what is said of drift, in the order in which the table has them.
var drifts = measures[:5]

// driftLines are the council's figures, each beside what the report before said.
func driftLines(d readiness.ReportedDrift) (lines []string) {
	for _, m := range drifts {
		n, line := m.of(d.Total), sentence(m.words)+": "
		if n == readiness.Hidden {
			lines = append(lines, line+"hidden, because a small number could be found from it.")
			continue
		}
		line += thousands(n)
		if d.Before != nil {
			line += sinceReport(n, m.of(d.Before.Total), d.Before.Number)
		}
		lines = append(lines, line+".")
	}
	return lines
}

// sinceReport says how a count has changed since a report.
func sinceReport(n, before, number int) string {
	words := " progress report " + strconv.Itoa(number)
	switch change := n - before; {
	case before == readiness.Hidden:
		return ";" + words + " hid its number"
	case change < 0:
		return ", " + thousands(-change) + " fewer than in" + words
	case change > 0:
		return ", " + thousands(change) + " more than in" + words
	}
	return ", as many as in" + words
}

// safer says of each focus area how children were graded who were audited again.
func safer(audits []readiness.ReportedAudits) (lines []string) {
	for _, a := range audits {
		if a.Again == 0 {
			continue
		}
		line := a.Name + ": of " + counts(a.Again) + " audited again after a visit, " + counts(a.Better) + " graded better, " + counts(a.Same) + " the same, " + counts(a.Worse) + " worse."
		if a.Again == readiness.Hidden {
			line = a.Name + ": children were audited again after a visit. They are too few to say how."
		}
		lines = append(lines, line)
	}
	if len(lines) == 0 {
		return []string{"No child was audited again after a visit in the period."}
	}
	return lines
}

func visitSection(visits []readiness.ReportedVisit) ReportSection {
	s := ReportSection{ID: "visits", Title: "Visits"}
	table := PaperTable{ID: "visit-parts", Caption: "How ready each focus area is", Head: []string{"Visit and focus area", readiness.PartName(readiness.StepsPart)}}
	for _, part := range readiness.VisitParts {
		table.Head = append(table.Head, part.Text)
	}
	for _, v := range visits {
		s.Lines = append(s.Lines, visitWords(v))
		for _, f := range v.Focus {
			row := []string{v.Name + ": " + lowerFirst(f.Name)}
			for _, of := range append([]readiness.Choice{{Code: readiness.StepsPart}}, readiness.VisitParts...) {
				row = append(row, reportedPart(f.Parts, of.Code))
			}
			table.Rows = append(table.Rows, row)
		}
	}
	if len(visits) == 0 {
		s.Lines = []string{"No visit is ahead, and none ended in the period."}
	}
	s.Tables = []PaperTable{table}
	return s
}

// visitWords is a visit in a sentence.
func visitWords(v readiness.ReportedVisit) string {
	words := v.Name + " (" + lowerFirst(readiness.ChoiceText(readiness.VisitKinds, v.Kind)) + "), " + v.On.Long() + " to " + v.Until.Long() + ": " + v.Status.Title() + "."
	if !v.Letter.IsZero() {
		words += " The letter was received on " + v.Letter.Long() + "; " + counted(v.Findings, "finding") + " of it " + are(v.Findings) + " entered."
	}
	return words
}

// reportedPart are the figures of one part of a focus area. A report that was made before there was such a part has none.
func reportedPart(parts []readiness.VisitPart, code string) string {
	i := slices.IndexFunc(parts, func(p readiness.VisitPart) bool { return p.Code == code })
	if i < 0 {
		return "–"
	}
	return partWords(parts[i].Done, parts[i].Of)
}

// partWords are the figures of a part.
func partWords(done, of int) string {
	switch {
	case of == readiness.Hidden:
		return "hidden"
	case of == 0:
		return "none yet"
	}
	return thousands(done) + " of " + thousands(of)
}

func driftSection(d readiness.ReportedDrift) ReportSection {
	s := ReportSection{ID: "drift", Title: "Cases that have been open long"}
	table := PaperTable{ID: "drift-areas", Caption: "By area", Head: []string{"Area"}}
	for _, m := range drifts {
		table.Head = append(table.Head, m.short)
	}
	if d.Before != nil {
		s.Lines = []string{"Behind each number stands the one of progress report " + strconv.Itoa(d.Before.Number) + ", until " + d.Before.Until.Long() + "."}
	}
	for _, f := range d.Areas {
		before, known := d.Before.Of(f.AreaID, f.Name)
		table.Rows = append(table.Rows, driftRow(f, before, known))
	}
	if len(d.Areas) > 1 {
		all := readiness.Figures{}
		if d.Before != nil {
			all = d.Before.Total
		}
		table.Rows = append(table.Rows, driftRow(d.Total, all, d.Before != nil))
	}
	if len(d.Areas) == 0 {
		s.Lines = append(s.Lines, "There were no open cases on the lists.")
	}
	s.Tables = []PaperTable{table}
	return s
}

func driftRow(f, before readiness.Figures, known bool) []string {
	row := []string{f.Name}
	for _, m := range drifts {
		cell := counts(m.of(f))
		if known {
			cell += " (" + counts(m.of(before)) + ")"
		}
		row = append(row, cell)
	}
	return row
}

func auditSection(audits []readiness.ReportedAudits) ReportSection {
	s := ReportSection{ID: "audits", Title: "Case audits"}
	table := PaperTable{ID: "audit-grades", Caption: "Grades that stand, by focus area", Head: []string{"Focus area", "Moderated"}}
	for _, g := range readiness.CaseAuditGrades {
		table.Head = append(table.Head, g.Text)
	}
	table.Head = append(table.Head, "No grade yet", "Audited again", "Better", "Same", "Worse")
	for _, a := range audits {
		row := []string{a.Name, counts(a.Moderated)}
		for _, n := range append(append([]int{}, a.Counts...), a.Open, a.Again, a.Better, a.Same, a.Worse) {
			row = append(row, counts(n))
		}
		table.Rows = append(table.Rows, row)
	}
	s.Lines = []string{"Audits that were moderated in the period. Those of children who were audited again after a visit are counted apart."}
	if len(audits) == 0 {
		s.Lines = []string{"No case audit was moderated in the period."}
	}
	s.Tables = []PaperTable{table}
	return s
}

func homeSection(h readiness.ReportedHomes) ReportSection {
	s := ReportSection{ID: "homes", Title: "Children’s homes", Lines: []string{homesLine(h)}}
	if h.Homes > 0 {
		s.Lines = append(s.Lines, "Of the recommendations of these visits, "+thousands(h.Open)+" "+are(h.Open)+" open, "+thousands(h.Late)+" of them late.")
	}
	return s
}

func homesLine(h readiness.ReportedHomes) string {
	switch {
	case h.Homes == 0:
		return "No children’s home is in the register."
	case h.Due == 0:
		return sentence(counted(h.Homes, "children’s home")) + ": no month was due its visit under regulation 44 yet."
	}
	return "Visits to " + counted(h.Homes, "children’s home") + " under regulation 44: " + thousands(h.Visited) + " of " + counted(h.Due, "month") + " since " + h.Since.Long() + " had one."
}

// writeSections puts sections into a document.
func writeSections(d *docx.Document, sections []ReportSection) {
	for _, s := range sections {
		d.Heading(1, s.Title)
		for _, words := range s.Words {
			d.Text(words)
		}
		d.List(s.Lines...)
		for _, t := range s.Tables {
			t.write(d)
		}
	}
}
