package readiness

// The ways in which a grade moves from one cycle to another.
const (
	GradeBetter = "better"
	GradeSame   = "same"
	GradeWorse  = "worse"
)

// A Comparison sets two cycles side by side, the earlier and the later, statement by statement.
type Comparison struct {
	Then   ComparedCycle   `json:"then"`
	Now    ComparedCycle   `json:"now"`
	ByCode bool            `json:"by_code"` // no crosswalk leads from the one framework to the other: criteria are known again by their codes
	Areas  []ComparedArea  `json:"areas"`
	Rows   []ComparedRow   `json:"rows"` // in the order of the later framework, what is gone last
	Counts ComparisonCount `json:"counts"`
}

// ComparedCycle is one of the two cycles.
type ComparedCycle struct {
	AssessmentRow
	Of         Framework      `json:"-"`
	Sections   []Section      `json:"-"`
	Statements []ComparedText `json:"-"`
	Sealed     bool           `json:"sealed"` // read from what was signed
}

// ComparedArea is one judgement area, then and now; a side that has it not is "".
type ComparedArea struct {
	Code string `json:"code"`
	Name string `json:"name"`
	Then string `json:"then"` // its grade
	Now  string `json:"now"`
	Move string `json:"move"` // "" while it cannot be said
	Why  string `json:"why"`  // of the later grade
}

// ComparedRow is one statement then and now. One that is new has no Then, one that is gone no Now. A criterion that became two stands in two rows.
type ComparedRow struct {
	Kind string        `json:"kind"` // one of CrosswalkKinds: what became of the criterion
	Note string        `json:"note,omitempty"`
	Then *ComparedText `json:"then,omitempty"`
	Now  *ComparedText `json:"now,omitempty"`
	Move string        `json:"move"` // better, same or worse; "" while both have no agreed grade of one scale
	Why  []GradeReason `json:"why"`  // of the later grade, where it is another one
}

// Code is the code of the criterion: the later one, or of one that is gone the earlier.
func (r ComparedRow) Code() string {
	if r.Now != nil {
		return r.Now.Criterion
	}
	return r.Then.Criterion
}

// A ComparedText is what one cycle says about one criterion.
type ComparedText struct {
	AppraisalID string        `json:"appraisal_id"`
	Section     string        `json:"section"`
	Criterion   string        `json:"criterion"`
	Says        string        `json:"says"`     // the criterion's own words
	Grade       string        `json:"grade"`    // that was agreed; "" while none is
	Proposed    string        `json:"proposed"` // by its author; "" where the viewer may not see it yet
	Hidden      bool          `json:"hidden,omitempty"`
	Text        AppraisalText `json:"text"`
	Why         []GradeReason `json:"why"`
}

// A GradeReason is why somebody gave a grade.
type GradeReason struct {
	From  string `json:"from"` // challenger, third, or lead for the lead of the judgement area
	Grade string `json:"grade"`
	Text  string `json:"text"`
}

// GradeReasonFrom are who gives reasons, in words.
var GradeReasonFrom = []Choice{{"challenger", "Challenger"}, {"third", "Third reviewer"}, {"lead", "Lead of the judgement area"}}

// ComparisonCount counts the rows of a comparison.
type ComparisonCount struct {
	Better int `json:"better"`
	Same   int `json:"same"`
	Worse  int `json:"worse"`
	New    int `json:"new"`
	Gone   int `json:"gone"`
	Open   int `json:"open"` // not to be compared yet: one of the two has no agreed grade
}

// Change is what a statement has become: new, gone, better, same, worse, or open where it cannot be compared yet.
func (r ComparedRow) Change() string {
	switch {
	case r.Then == nil:
		return "new"
	case r.Now == nil:
		return "gone"
	case r.Move == "":
		return "open"
	}
	return r.Move
}

// Of is how many statements have become one thing (ComparedRow.Change).
func (n ComparisonCount) Of(change string) int {
	return map[string]int{"new": n.New, "gone": n.Gone, "open": n.Open, GradeBetter: n.Better, GradeSame: n.Same, GradeWorse: n.Worse}[change]
}

// Reasons are why the grade of a criterion is what it is, in the order in which they were given.
func (x Appraisal) Reasons() []GradeReason {
	why := []GradeReason{}
	if m := x.Challenge; m != nil {
		why = append(why, GradeReason{"challenger", m.Grade, m.Why})
	}
	switch {
	case x.Third != nil:
		why = append(why, GradeReason{"third", x.Third.Grade, x.Third.Why})
	case x.Reason != "":
		why = append(why, GradeReason{"lead", x.Agreed, x.Reason})
	}
	return why
}

// Reasons are why the grade of a published criterion is what it is.
func (c SealedCriterion) Reasons() []GradeReason {
	x := Appraisal{Agreed: c.Agreed, Reason: c.Reason}
	if c.Challenged != "" {
		x.Challenge = &Mark{Grade: c.Challenged, Why: c.Why}
	}
	if c.Third != "" {
		x.Third = &Mark{Grade: c.Third, Why: c.Reason}
	}
	return x.Reasons()
}

// Statements are what a published cycle says, criterion by criterion.
func (d SealedCycle) Statements() ([]ComparedText, error) {
	texts := make([]ComparedText, 0, len(d.Criteria))
	for _, c := range d.Criteria {
		body, err := c.Text()
		if err != nil {
			return nil, err
		}
		k, area, _ := d.Framework.Criterion(c.Code)
		t := ComparedText{Section: area.Code, Criterion: c.Code, Says: k.Text, Grade: c.Agreed, Proposed: c.Grade, Text: body, Why: c.Reasons()}
		for _, s := range d.Sections {
			for _, state := range s.Criteria {
				if state.Code == c.Code {
					t.AppraisalID = state.AppraisalID
				}
			}
		}
		texts = append(texts, t)
	}
	return texts, nil
}

// CompareCycles sets an earlier cycle beside a later one. walk leads from the framework of the one to that of the other.
func CompareCycles(then, now ComparedCycle, walk Crosswalk) Comparison {
	c := Comparison{Then: then, Now: now, Areas: compareAreas(then, now), Rows: []ComparedRow{}}
	for _, a := range now.Of.Areas {
		for _, k := range a.Criteria {
			for _, r := range walk.Rows {
				if r.To == k.Code {
					c.add(r)
				}
			}
		}
	}
	for _, a := range then.Of.Areas {
		for _, k := range a.Criteria {
			for _, r := range walk.Rows {
				if r.From == k.Code && r.To == "" {
					c.add(r)
				}
			}
		}
	}
	return c
}

// add makes a row of the crosswalk one of the comparison, and counts it.
func (c *Comparison) add(r CrosswalkRow) {
	row := ComparedRow{Kind: r.Kind, Note: r.Note, Then: c.Then.statement(r.From), Now: c.Now.statement(r.To), Why: []GradeReason{}}
	switch {
	case row.Then == nil && row.Now == nil: // neither cycle has it
		return
	case row.Then == nil:
		row.Kind, row.Why = "new", row.Now.Why
	case row.Now == nil:
		row.Kind = "gone"
	default:
		row.Move = moved(c.Then.Of, row.Then.Grade, c.Now.Of, row.Now.Grade)
		if row.Move == GradeBetter || row.Move == GradeWorse {
			row.Why = row.Now.Why
		}
	}
	c.Counts.count(row.Change())
	c.Rows = append(c.Rows, row)
}

func (n *ComparisonCount) count(change string) {
	switch change {
	case "new":
		n.New++
	case "gone":
		n.Gone++
	case GradeBetter:
		n.Better++
	case GradeSame:
		n.Same++
	case GradeWorse:
		n.Worse++
	default:
		n.Open++
	}
}

// statement is what the cycle says about a criterion; nil when it has none such.
func (c ComparedCycle) statement(code string) *ComparedText {
	for i, t := range c.Statements {
		if t.Criterion == code {
			return &c.Statements[i]
		}
	}
	return nil
}

// moved says how a grade moved. Grades of two frameworks are known again by their codes and put in order by the later scale; "" when one is none of it.
func moved(then Framework, before string, now Framework, after string) string {
	a, b := now.Step(before), now.Step(after)
	switch {
	case then.Step(before) < 0 || a < 0 || b < 0:
		return ""
	case b < a:
		return GradeBetter
	case b > a:
		return GradeWorse
	}
	return GradeSame
}

func compareAreas(then, now ComparedCycle) []ComparedArea {
	graded := func(c ComparedCycle, code string) Section {
		for _, s := range c.Sections {
			if s.Code == code {
				return s
			}
		}
		return Section{}
	}
	areas := []ComparedArea{}
	for _, a := range now.Of.Areas {
		before, after := graded(then, a.Code), graded(now, a.Code)
		areas = append(areas, ComparedArea{a.Code, a.Name, before.Grade, after.Grade, moved(then.Of, before.Grade, now.Of, after.Grade), after.Why})
	}
	for _, a := range then.Of.Areas {
		if _, kept := now.Of.Area(a.Code); !kept {
			areas = append(areas, ComparedArea{Code: a.Code, Name: a.Name, Then: graded(then, a.Code).Grade})
		}
	}
	return areas
}

// Swapped is the crosswalk read backwards, for where only the other way is known.
func (c Crosswalk) Swapped() Crosswalk {
	back := Crosswalk{From: c.To, To: c.From}
	for _, r := range c.Rows {
		kind := r.Kind
		switch kind {
		case "new":
			kind = "gone"
		case "gone":
			kind = "new"
		}
		back.Rows = append(back.Rows, CrosswalkRow{From: r.To, To: r.From, Kind: kind, Note: r.Note})
	}
	return back
}
