package readiness

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// WriteAppraisal is what an author writes about one criterion: Ofsted's three questions (domain.md 1.9), a grade with how sure they are of it, a
// weakness and an example of impact, because self-evaluations without those are not believed (domain.md P9). It names no child.
type WriteAppraisal struct {
	Know       string `json:"know" validate:"required,max=20000"` // what do we know about quality and impact
	How        string `json:"how" validate:"required,max=20000"`  // how do we know it
	Next       string `json:"next" validate:"required,max=20000"` // what will we do in the next twelve months
	Impact     string `json:"impact" validate:"required,max=8000"`
	Weakness   string `json:"weakness" validate:"required,max=8000"`
	Figures    string `json:"figures" validate:"max=4000"` // one on each line: what, how much, on which day, from where
	Grade      string `json:"grade" validate:"required,max=40"`
	Confidence string `json:"confidence" validate:"required,oneof=high medium low"`
	Up         string `json:"up" validate:"max=4000"`   // what would move the grade up
	Down       string `json:"down" validate:"max=4000"` // what would move it down

	Base int    `json:"base" validate:"min=0"`            // the version that the writer began from; 0 for none
	Keep string `json:"keep" validate:"omitempty,eq=yes"` // it was asked about something that looked like a child's, and is to be kept
}

// An AppraisalText is one version of what was written, with what it stood on that day. It does not change any more; its hash is that of Canonical.
type AppraisalText struct {
	Assessment string         `json:"assessment"` // ids
	Criterion  string         `json:"criterion"`  // its code
	Framework  string         `json:"framework"`
	Number     int            `json:"number"`
	Know       string         `json:"know"`
	How        string         `json:"how"`
	Next       string         `json:"next"`
	Impact     string         `json:"impact"`
	Weakness   string         `json:"weakness"`
	Figures    string         `json:"figures"`
	Grade      string         `json:"grade"`
	Confidence string         `json:"confidence"`
	Up         string         `json:"up"`
	Down       string         `json:"down"`
	Evidence   []TextEvidence `json:"evidence"`
	Actions    []TextAction   `json:"actions"`
}

// TextEvidence is a piece of evidence as it was when a version was written.
type TextEvidence struct {
	ID      string        `json:"id"`
	Title   string        `json:"title"`
	Kind    string        `json:"kind"`
	Bears   string        `json:"bears"`
	ShowsOn calendar.Date `json:"shows_on"`
	SHA256  string        `json:"sha256,omitempty"` // of its file, in hex
}

// TextAction is an improvement action as it was when a version was written.
type TextAction struct {
	ID     string        `json:"id"`
	Title  string        `json:"title"`
	Status ActionStatus  `json:"status"`
	Due    calendar.Date `json:"due"`
}

// Canonical is the text as bytes: JSON in the order of the fields, nothing escaped that need not be, one line feed at the end. Its SHA-256 is what is
// signed, so that anybody can compute it again (docs/operating.md).
func (t AppraisalText) Canonical() ([]byte, error) {
	if t.Evidence == nil {
		t.Evidence = []TextEvidence{}
	}
	if t.Actions == nil {
		t.Actions = []TextAction{}
	}
	return canonical(t)
}

// canonical is what is hashed as bytes: JSON in the order of the fields, nothing escaped that need not be, one line feed at the end.
func canonical(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, fmt.Errorf("write what is hashed: %w", err)
	}
	return b.Bytes(), nil
}

// Text is what was written as a version, without what the ledger adds.
func (w WriteAppraisal) Text() AppraisalText {
	return AppraisalText{
		Know: w.Know, How: w.How, Next: w.Next, Impact: w.Impact, Weakness: w.Weakness, Figures: w.Figures, Grade: w.Grade, Confidence: w.Confidence, Up: w.Up, Down: w.Down,
	}
}

// Form is a version as the form with which it was written, to go on from it.
func (t AppraisalText) Form() WriteAppraisal {
	return WriteAppraisal{
		Know: t.Know, How: t.How, Next: t.Next, Impact: t.Impact, Weakness: t.Weakness, Figures: t.Figures, Grade: t.Grade, Confidence: t.Confidence, Up: t.Up, Down: t.Down,
		Base: t.Number,
	}
}

// Blind is the text without what a challenger may not see before giving a grade: the author's grade, and what it says about that.
func (t AppraisalText) Blind() AppraisalText {
	t.Grade, t.Confidence, t.Up, t.Down = "", "", "", ""
	return t
}

// Prose lists the texts of a version with what each answers, in the order of a report.
func (t AppraisalText) Prose() []Choice {
	return slices.DeleteFunc([]Choice{
		{"know", t.Know}, {"how", t.How}, {"next", t.Next}, {"impact", t.Impact}, {"weakness", t.Weakness}, {"figures", t.Figures}, {"up", t.Up}, {"down", t.Down},
	}, func(c Choice) bool { return c.Text == "" })
}

// Narrative is Prose without the figures: the texts in which nobody should be able to recognise a child.
func (t AppraisalText) Narrative() []Choice {
	return slices.DeleteFunc(t.Prose(), func(c Choice) bool { return c.Code == "figures" })
}

// AppraisalHeadings say what each text of a version answers.
var AppraisalHeadings = []Choice{
	{"know", "What do we know about quality and impact?"},
	{"how", "How do we know it?"},
	{"next", "What will we do in the next 12 months?"},
	{"impact", "An example of the difference made"},
	{"weakness", "What is not good enough"},
	{"figures", "Figures"},
	{"up", "What would move the grade up"},
	{"down", "What would move the grade down"},
}

// A TextVersion is a version of a criterion's text, and who wrote it when.
type TextVersion struct {
	Number int           `json:"number"`
	SHA256 string        `json:"sha256"`
	ByID   string        `json:"by_id"`
	By     string        `json:"by"` // a name
	At     time.Time     `json:"at"`
	Text   AppraisalText `json:"text"`
}

// An AppraisalDraft is what a person has typed about a criterion and not sent.
type AppraisalDraft struct {
	Draft
	Base int    `json:"base"`         // the version that they began from
	By   string `json:"by,omitempty"` // the name of whoever typed it, when that is somebody else
}
