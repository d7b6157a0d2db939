package web

import (
	"slices"
	"strconv"
	"strings"

	"github.com/sightline-readiness/sightline/readiness"
)

// A PackPart is one part of a pack: the page, the Word file and the tables of the zip are drawn from it.
type PackPart struct {
	Code   string
	Title  string
	Blocks []PackBlock
}

// A PackBlock is what stands beneath one heading of a part: paragraphs, lines of a list, a table.
type PackBlock struct {
	Title string // "" directly beneath the part's
	Text  []string
	Items []string
	Table *PaperTable
}

// Parts are the parts of the pack, in the order in which it is read.
func (p VisitPackPage) Parts() []PackPart {
	parts := []PackPart{}
	if !p.Pack.Outside {
		parts = append(parts, p.gaps())
	}
	return append(parts, p.visit(), p.positions(), p.findings(), p.figures(), p.audits(), p.evidence(), p.timetable(), p.interviews())
}

func (p VisitPackPage) gaps() PackPart {
	part := PackPart{Code: "gaps", Title: "What is missing"}
	rows := [][]string{}
	for _, g := range p.Pack.Pack.Gaps() {
		rows = append(rows, []string{g.Part, g.Text})
	}
	if len(rows) == 0 {
		part.Blocks = []PackBlock{{Text: []string{"Nothing that Sightline looks for was missing."}}}
		return part
	}
	part.Blocks = []PackBlock{{Table: &PaperTable{"gap-table", "What was missing when the pack was frozen", []string{"Part", "What"}, rows}}}
	return part
}

func (p VisitPackPage) visit() PackPart {
	x := p.Pack.Pack
	items := []string{"What it is: " + lowerFirst(readiness.ChoiceText(readiness.VisitKinds, x.Kind))}
	if p.Pack.Rehearsal {
		items[0] += ", a rehearsal"
	}
	if !x.Called.IsZero() {
		items = append(items, "Called on "+x.Called.Long())
	}
	items = append(items, "On site: "+x.On.Long()+" to "+x.Until.Long(), "Led by "+orNobody(x.Lead))
	var rows [][]string
	for _, f := range x.Focus {
		row := []string{f.Name, orNobody(f.Lead)}
		if f.FiguresOnly {
			row[1] = "figures alone"
		}
		ready := []string{}
		if f.Steps.Steps > 0 {
			ready = append(ready, "steps settled "+partWords(f.Steps.Settled, f.Steps.Steps))
		}
		for _, part := range f.Parts {
			ready = append(ready, lowerFirst(readiness.PartName(part.Code))+" "+partWords(part.Done, part.Of))
		}
		rows = append(rows, append(row, strings.Join(ready, "; ")))
	}
	return PackPart{"visit", "The visit", []PackBlock{{Items: items}, {Table: &PaperTable{"focus-table", "Focus areas, and how ready they were", []string{"Focus area", "Led by", "Ready"}, rows}}}}
}

func (p VisitPackPage) positions() PackPart {
	part := PackPart{Code: "positions", Title: "Position statements"}
	for _, f := range p.Pack.Pack.Focus {
		w := f.Position
		switch {
		case f.FiguresOnly:
			continue
		case w.Version == 0:
			part.Blocks = append(part.Blocks, PackBlock{Title: f.Name, Text: []string{"Nobody has written a position statement for " + lowerFirst(f.Name) + "."}})
			continue
		}
		part.Blocks = append(part.Blocks,
			PackBlock{Title: f.Name + ": what we know", Text: []string{w.Know}}, PackBlock{Title: f.Name + ": how we know it", Text: []string{w.How}},
			PackBlock{Title: f.Name + ": what comes next", Text: []string{w.Next, "Written by " + w.By + ", " + moment(w.At) + "."}})
	}
	if len(part.Blocks) == 0 {
		part.Blocks = []PackBlock{{Text: []string{"This inspection names no focus area, so there is no position statement."}}}
	}
	return part
}

func (p VisitPackPage) findings() PackPart {
	part := PackPart{Code: "findings", Title: "Earlier findings"}
	var rows [][]string
	for _, f := range p.Pack.Pack.Findings {
		var actions []string
		for _, a := range f.Actions {
			actions = append(actions, actionNamed(a.Reference, a.Title)+". "+a.State()+".")
		}
		text := f.Text
		var about []string
		for _, of := range p.Pack.Pack.Focus {
			if slices.Contains(f.Focus, of.Code) {
				about = append(about, lowerFirst(of.Name))
			}
		}
		if len(about) > 0 {
			text += "\nAbout " + listed(about) + "."
		}
		if f.Repeats {
			text += "\nIt repeats an earlier finding."
		}
		rows = append(rows, []string{text, readiness.ChoiceText(readiness.FindingSources, f.Source) + ", " + f.FoundOn.Long(), f.State(), strings.Join(actions, "\n")})
	}
	if len(rows) == 0 {
		part.Blocks = []PackBlock{{Text: []string{"No earlier finding of an inspection or a visit stands in the register."}}}
		return part
	}
	part.Blocks = []PackBlock{{
		Text:  []string{"Shown done means that somebody other than its owner has looked at the evidence. Said done means that its owner says so."},
		Table: &PaperTable{"finding-table", "Earlier findings of inspections and visits, the newest first", []string{"Finding", "From", "What became of it", "Actions"}, rows},
	}}
	return part
}

func (p VisitPackPage) evidence() PackPart {
	part := PackPart{Code: "evidence", Title: "Index of evidence"}
	var rows [][]string
	for i, e := range p.Pack.Pack.Evidence {
		title := e.Title
		if title == "" {
			title = "Title kept back, because something in it looked like a child’s"
		}
		rows = append(rows, []string{strconv.Itoa(i + 1), title, readiness.ChoiceText(readiness.EvidenceKinds, e.Kind), e.ShowsOn.Long(), strings.Join(e.Where, "\n"), e.File})
	}
	if len(rows) == 0 {
		part.Blocks = []PackBlock{{Text: []string{"No evidence was attached to a step of the visit or to an action that answers an earlier finding."}}}
		return part
	}
	part.Blocks = []PackBlock{{Table: &PaperTable{"evidence-table", "Evidence in force, what it shows newest first", []string{"No.", "Piece", "Kind", "Shows", "Attached to", "File"}, rows}}}
	return part
}

func (p VisitPackPage) timetable() PackPart {
	part := PackPart{Code: "timetable", Title: "Timetable"}
	var rows [][]string
	for _, s := range p.Pack.Pack.Timetable {
		rows = append(rows, []string{s.On.Full(), SessionLine{s}.Time(), s.What, s.Where, s.With})
	}
	if len(rows) == 0 {
		part.Blocks = []PackBlock{{Text: []string{"Nobody has written a timetable."}}}
		return part
	}
	part.Blocks = []PackBlock{{Table: &PaperTable{"time-table", "Timetable of the visit", []string{"Day", "Time", "What", "Where", "With"}, rows}}}
	return part
}

func (p VisitPackPage) interviews() PackPart {
	part := PackPart{Code: "interviews", Title: "Who is interviewed"}
	var rows [][]string
	for _, i := range p.Pack.Pack.Interviewees {
		agreed := "not yet"
		if i.Confirmed == "yes" {
			agreed = "yes"
		}
		rows = append(rows, []string{i.Who, i.Post, p.focusName(i.Focus), agreed})
	}
	if len(rows) == 0 {
		part.Blocks = []PackBlock{{Text: []string{"Nobody has written who is interviewed."}}}
		return part
	}
	part.Blocks = []PackBlock{{Table: &PaperTable{"interview-table", "Who is interviewed", []string{"Who", "Post", "About", "Has agreed"}, rows}}}
	return part
}

func (p VisitPackPage) focusName(code string) string {
	for _, f := range p.Pack.Pack.Focus {
		if f.Code == code {
			return f.Name
		}
	}
	return "the whole visit"
}
