package frameworks

import (
	"strconv"
	"strings"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/sheet"
	"github.com/sightline-readiness/sightline/readiness"
)

// A named is one row of the first sheet: a field of the framework and what it is.
type named struct{ Field, Value string }

// A placed is a criterion with the area that it belongs to, as a sheet has them in one row.
type placed struct {
	Area string
	readiness.Criterion
}

var (
	about = list[named]{"Framework", "One row for each. Dates as 1 April 2027. “Follows” is the code of the version before, if a crosswalk leads from it.", []column[named]{
		words("Field", "", func(n *named) *string { return &n.Field }),
		words("Value", "", func(n *named) *string { return &n.Value }),
	}}
	grades = list[readiness.Grade]{"Grades", "The scale, the best grade first.", []column[readiness.Grade]{
		words("Code", "code", func(g *readiness.Grade) *string { return &g.Code }),
		words("Grade", "name", func(g *readiness.Grade) *string { return &g.Name }),
		words("What it means", "means", func(g *readiness.Grade) *string { return &g.Means }),
	}}
	questions = list[readiness.FrameworkQuestion]{"Questions", "Asked of every criterion.", []column[readiness.FrameworkQuestion]{
		words("Code", "code", func(q *readiness.FrameworkQuestion) *string { return &q.Code }),
		words("Question", "text", func(q *readiness.FrameworkQuestion) *string { return &q.Text }),
	}}
	areas = list[readiness.JudgementArea]{"Areas", "The judgement areas, in the order of a report.", []column[readiness.JudgementArea]{
		words("Code", "code", func(a *readiness.JudgementArea) *string { return &a.Code }),
		words("Judgement area", "name", func(a *readiness.JudgementArea) *string { return &a.Name }),
		toConfirm(func(a *readiness.JudgementArea) *bool { return &a.Unconfirmed }),
	}}
	criteria = list[placed]{"Criteria", "Each with the code of its judgement area. Several tags with a comma between them.", []column[placed]{
		words("Area", "area", func(c *placed) *string { return &c.Area }),
		words("Code", "code", func(c *placed) *string { return &c.Code }),
		words("Criterion", "text", func(c *placed) *string { return &c.Text }),
		{"Tags", "tags", func(c placed) string { return strings.Join(c.Tags, ", ") }, func(c *placed, cell string) string {
			c.Tags = strings.FieldsFunc(cell, func(r rune) bool { return strings.ContainsRune(",; \n\t", r) })
			return ""
		}},
		toConfirm(func(c *placed) *bool { return &c.Unconfirmed }),
	}}
	tags = list[readiness.FrameworkTag]{"Tags", "Of the National Framework.", []column[readiness.FrameworkTag]{
		words("Code", "code", func(t *readiness.FrameworkTag) *string { return &t.Code }),
		words("Tag", "text", func(t *readiness.FrameworkTag) *string { return &t.Text }),
		toConfirm(func(t *readiness.FrameworkTag) *bool { return &t.Unconfirmed }),
	}}
	lines = list[readiness.KeyLine]{"Key lines", "The inspectorate’s key lines of enquiry, by year.", []column[readiness.KeyLine]{
		{"Year", "year", func(l readiness.KeyLine) string { return strconv.Itoa(l.Year) }, func(l *readiness.KeyLine, cell string) string {
			year, err := strconv.Atoi(strings.TrimSuffix(cell, ".0"))
			l.Year = year
			if err != nil && cell != "" {
				return "“" + shown(cell) + "” is not a year."
			}
			return ""
		}},
		words("Key line of enquiry", "text", func(l *readiness.KeyLine) *string { return &l.Text }),
		toConfirm(func(l *readiness.KeyLine) *bool { return &l.Unconfirmed }),
	}}
	walk = list[readiness.CrosswalkRow]{"Crosswalk", "What became of each criterion of the version before: same, changed, new or gone. Leave the rows out and criteria are known again by their codes.", []column[readiness.CrosswalkRow]{
		words("Code before", "from", func(r *readiness.CrosswalkRow) *string { return &r.From }),
		words("Code here", "to", func(r *readiness.CrosswalkRow) *string { return &r.To }),
		{"What became of it", "kind", func(r readiness.CrosswalkRow) string { return r.Kind }, func(r *readiness.CrosswalkRow, cell string) string { r.Kind = strings.ToLower(cell); return "" }},
		words("Note", "note", func(r *readiness.CrosswalkRow) *string { return &r.Note }),
	}}
)

// sheetsOf are the sheets of a framework.
func sheetsOf(f readiness.FrameworkFile) []sheet.Sheet {
	k, follows, carried := f.Framework, "", []readiness.CrosswalkRow(nil)
	if f.Crosswalk != nil {
		follows, carried = f.Crosswalk.From, f.Crosswalk.Rows
	}
	var all []placed
	for _, a := range k.Areas {
		for _, c := range a.Criteria {
			all = append(all, placed{a.Code, c})
		}
	}
	return []sheet.Sheet{
		about.write([]named{{"Code", k.Code}, {"Name", k.Name}, {"Source", k.Source}, {"From", k.From.Long()}, {"Until", k.Until.Long()}, {"Follows", follows}}),
		grades.write(k.Grades), questions.write(k.Questions), areas.write(k.Areas), criteria.write(all), tags.write(k.Tags), lines.write(k.Enquiries), walk.write(carried),
	}
}

// framework reads all sheets.
func (b *bookReading) framework(f *readiness.FrameworkFile) {
	k := &f.Framework
	b.about(f)
	k.Grades = rows(b, grades, at[readiness.Grade]("grades"))
	k.Questions = rows(b, questions, at[readiness.FrameworkQuestion]("questions"))
	k.Areas = rows(b, areas, at[readiness.JudgementArea]("areas"))
	counts := map[string]int{}
	for _, c := range rows(b, criteria, func(i int, c placed) string { return b.criterionAt(k.Areas, counts, i, c) }) {
		if i, known := areaIn(k.Areas, c.Area); known {
			k.Areas[i].Criteria = append(k.Areas[i].Criteria, c.Criterion)
		}
	}
	k.Tags = rows(b, tags, at[readiness.FrameworkTag]("tags"))
	k.Enquiries = rows(b, lines, at[readiness.KeyLine]("key_lines"))
	carried := rows(b, walk, at[readiness.CrosswalkRow]("crosswalk.rows"))
	if f.Crosswalk == nil && len(carried) > 0 {
		f.Crosswalk = &readiness.Crosswalk{}
	}
	if f.Crosswalk != nil {
		f.Crosswalk.To, f.Crosswalk.Rows = k.Code, carried
	}
}

// at names the places of a list.
func at[T any](list string) func(int, T) string {
	name := numbered(list)
	return func(i int, _ T) string { return name(i) }
}

// criterionAt is the place of a criterion in its area. One of an area that is not there has a place of its own, and is wrong.
func (b *bookReading) criterionAt(all []readiness.JudgementArea, counts map[string]int, i int, c placed) string {
	area, known := areaIn(all, c.Area)
	if known {
		counts[c.Area]++
		return numbered(numbered("areas")(area) + ".criteria")(counts[c.Area] - 1)
	}
	here := numbered("astray")(i)
	if c.Area == "" {
		b.wrong(here, "The criterion has no judgement area.")
	} else {
		b.wrong(here, "There is no judgement area with the code “"+shown(c.Area)+"” on the sheet “"+areas.sheet+"”.")
	}
	return here
}

func areaIn(all []readiness.JudgementArea, code string) (int, bool) {
	for i, a := range all {
		if a.Code == code {
			return i, true
		}
	}
	return 0, false
}

// about reads the first sheet. Fields that it does not know are wrong, so that a misspelt one is not lost.
func (b *bookReading) about(f *readiness.FrameworkFile) {
	k, fields := &f.Framework, map[string]bool{}
	rows(b, about, func(i int, n named) string {
		field := strings.ToLower(n.Field)
		here := field
		switch field {
		case "code":
			k.Code = n.Value
		case "name":
			k.Name = n.Value
		case "source":
			k.Source = n.Value
		case "from":
			k.From = b.day(here, n.Value)
		case "until":
			k.Until = b.day(here, n.Value)
		case "follows":
			here = "crosswalk.from"
			if n.Value != "" {
				f.Crosswalk = &readiness.Crosswalk{From: n.Value}
			}
		default:
			here = numbered("about")(i)
			b.wrong(here, "There is no field “"+shown(n.Field)+"”. The fields are Code, Name, Source, From, Until and Follows.")
		}
		if fields[field] {
			b.wrong(here, "The field "+n.Field+" is there twice.")
		}
		fields[field] = true
		return here
	})
}

func (b *bookReading) day(at, text string) calendar.Date {
	if text == "" {
		return calendar.Date{}
	}
	d, known := readiness.ReadPlanDate(text)
	if !known {
		b.wrong(at, "“"+shown(text)+"” is not a date. Write it as 1 April 2027.")
	}
	return d
}
