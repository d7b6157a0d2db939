package web

import "github.com/sightline-readiness/sightline/readiness"

// figures are the long-open cases of the service, and the children and red flags of each focus area with what is said about them.
func (p VisitPackPage) figures() PackPart {
	part := PackPart{Code: "figures", Title: "Figures, with what we say about them", Blocks: []PackBlock{p.longOpen()}}
	for _, f := range p.Pack.Pack.Focus {
		block := PackBlock{Title: f.Name, Text: cohortText(f)}
		if !f.Cohort.On.IsZero() {
			block.Table = &PaperTable{"flags-" + f.Code, "Red flags: " + lowerFirst(f.Name), flagHead(p.Pack.Outside), flagRows(f.Cohort, p.Pack.Outside)}
		}
		part.Blocks = append(part.Blocks, block)
	}
	return part
}

// longOpen are open and long-open cases by area.
func (p VisitPackPage) longOpen() PackBlock {
	x := p.Pack.Pack
	head := []string{"Area", "Open cases", "Long-open", "Open 24 months or more", "Long-open and reviewed in the last 90 days"}
	cells := func(f readiness.Figures) []string {
		return []string{f.Name, counts(f.OpenCases), counts(f.LongOpen), counts(f.Over24), counts(f.Reviewed90)}
	}
	var rows [][]string
	for _, a := range x.Areas {
		rows = append(rows, cells(a))
	}
	return PackBlock{Title: "Long-open cases", Table: &PaperTable{"long-open-table", "Open and long-open cases by area, as counted on " + x.FrozenOn.Long(), head, append(rows, cells(x.Figures))}}
}

// cohortText says how many children there are, since when it is counted, and what people say about the figures.
func cohortText(f readiness.PackedFocus) []string {
	c := f.Cohort
	if c.On.IsZero() {
		return []string{"No list had been brought in, so nobody is counted."}
	}
	text := []string{"Counts as of " + c.On.Long() + ". Children and young people: " + counts(c.Children) + ". Red flags together: " + counts(c.Flags) + ", of which answered: " + counts(c.Answered) + "."}
	switch {
	case c.Before.IsZero():
		text = append(text, "This was the first time that they were counted, so nothing had moved yet.")
	case c.Other:
		text = append(text, "Before is "+c.Before.Long()+". The red flags were counted by another version of the focus area then, so part of the difference may come from that.")
	default:
		text = append(text, "Before is "+c.Before.Long()+".")
	}
	if f.Position.Figures != "" {
		text = append(text, "What we say about them: "+f.Position.Figures)
	}
	return text
}

// flagHead and flagRows are the red flags. Who is new and who is gone is not said outside.
func flagHead(outside bool) []string {
	if outside {
		return []string{"Red flag", "Have it", "Had it before", "What is behind the movement"}
	}
	return []string{"Red flag", "Have it", "Had it before", "New", "Gone", "Answered", "What is behind the movement"}
}

func flagRows(c readiness.PackedCohort, outside bool) (rows [][]string) {
	for _, l := range c.Lines {
		behind := ""
		if l.Behind != "" {
			behind = readiness.ChoiceText(readiness.MovementKinds, l.Behind)
		}
		if l.Why != "" {
			behind += ": " + l.Why
		}
		row := []string{l.Name, counts(l.Now), counts(l.Was)}
		if l.Unjudged != "" {
			row, behind = []string{l.Name, "–", "–"}, l.Unjudged
		}
		if !outside {
			row = append(row, counts(l.New), counts(l.Gone), counts(l.Answered))
		}
		rows = append(rows, append(row, behind))
	}
	return rows
}

// audits are the grades of each focus area's audits, and of the same children's after the visit. What auditors wrote is about single children.
func (p VisitPackPage) audits() PackPart {
	part := PackPart{Code: "audits", Title: "What audits show"}
	for _, f := range p.Pack.Pack.Focus {
		a := f.Audits
		if len(a.Profile) == 0 {
			if !f.FiguresOnly {
				part.Blocks = append(part.Blocks, PackBlock{Title: f.Name, Text: []string{"No audit for this visit had a grade that stood."}})
			}
			continue
		}
		text := "Audits with a grade that stands: " + counts(a.Standing) + "."
		if !p.Pack.Outside {
			text = "Of " + counted(a.Of, "child") + " drawn for an audit, " + thousands(a.Moderated) + " " + are(a.Moderated) + " moderated. " + text
		}
		part.Blocks = append(part.Blocks, PackBlock{Title: f.Name, Text: []string{text}, Table: &PaperTable{"grades-" + f.Code, "Grades of audits: " + lowerFirst(f.Name), gradeHead(), profileRows(a.Profile)}})
		if len(a.Compared) > 0 {
			part.Blocks = append(part.Blocks, p.compared(f))
		}
	}
	if len(part.Blocks) == 0 {
		part.Blocks = []PackBlock{{Text: []string{"No audit was made for this inspection yet."}}}
	}
	return part
}

func gradeHead() []string {
	head := []string{"Section"}
	for _, g := range readiness.CaseAuditGrades {
		head = append(head, g.Text)
	}
	return head
}

func profileRows(profile []readiness.GradeCount) (rows [][]string) {
	for _, g := range profile {
		rows = append(rows, append([]string{g.Name}, countsOf(g.Counts)...))
	}
	return rows
}

func countsOf(numbers []int) (words []string) {
	for _, n := range numbers {
		words = append(words, counts(n))
	}
	return words
}

// compared are the children who were audited again: their grades after, and for leaders how many became better.
func (p VisitPackPage) compared(f readiness.PackedFocus) PackBlock {
	head := gradeHead()
	if !p.Pack.Outside {
		head = append(head, "Better", "The same", "Worse")
	}
	var rows [][]string
	for _, c := range f.Audits.Compared {
		row := append([]string{c.Name}, countsOf(c.After)...)
		if !p.Pack.Outside {
			row = append(row, counts(c.Better), counts(c.Same), counts(c.Worse))
		}
		rows = append(rows, row)
	}
	return PackBlock{
		Title: f.Name + ": audited again", Text: []string{"Children who were audited again: " + counts(f.Audits.Again) + "."},
		Table: &PaperTable{"again-" + f.Code, "Grades of the audits that were made again: " + lowerFirst(f.Name), head, rows},
	}
}
