package readiness

import "context"

// SampleRegister keeps the samples of visits. A child's reference is shown to whoever may see the cases of its place, and to nobody else.
type SampleRegister interface {
	// SampleView is the sample of one focus area of a visit, or what could be drawn among.
	SampleView(ctx context.Context, viewer Actor, visitID, focus string) (SampleView, error)
	// DrawSample draws it, once for each focus area of a visit.
	DrawSample(ctx context.Context, visitID, focus string, d DrawSample, asked Asked) (Sample, error)
	// ReplaceChild lets the next child of the draw take the place of another. It says whose audit ends with that, and which begins.
	ReplaceChild(ctx context.Context, visitID, focus, childID string, r ReplaceChild, asked Asked) (Replaced, error)
	// GiveAudits plans the audits of the children who have none; their runs are begun by Commands.OpenCaseAudit.
	GiveAudits(ctx context.Context, visitID, focus string, g GiveAudits, asked Asked) ([]PlannedCaseAudit, error)
}

// Replaced is what became of an audit whose child was replaced: the id of the one that ends, and the one that begins. Both are empty while the audits of the
// sample were not given to anybody.
type Replaced struct {
	Ends   string            `json:"ends,omitempty"`
	Begins *PlannedCaseAudit `json:"begins,omitempty"`
}

// A FocusOf is one focus area of a visit, for the pages that belong to it.
type FocusOf struct {
	Visit VisitRow   `json:"visit"`
	Focus VisitFocus `json:"focus"`
	Pack  FocusPack  `json:"-"` // long, and read in the library by the code in Focus
}

// A SampleView is the page of a sample.
type SampleView struct {
	FocusOf
	Sample *Sample     `json:"sample,omitempty"` // nil until it was drawn; of children whom the viewer may not see it has the id and the team
	Cohort SampleCount `json:"cohort"`
	Rules  VisitRules  `json:"-"`
	Rows   []SampleRow `json:"rows"`  // by place
	Given  bool        `json:"given"` // the audits were given to people
}

// A SampleCount says among whom a sample is drawn.
type SampleCount struct {
	Children int `json:"children"`
	Risky    int `json:"risky"` // with a red flag, of those who can be drawn
	Resting  int `json:"resting"`
	Teams    int `json:"teams"` // of those who can be drawn
}

// CountChildren counts who can be drawn.
func CountChildren(children []SampleChild) (n SampleCount) {
	n.Children = len(children)
	free := []SampleChild{}
	for _, c := range children {
		if c.Rests {
			n.Resting++
			continue
		}
		free = append(free, c)
		if c.Risky() {
			n.Risky++
		}
	}
	n.Teams = teamsOf(free)
	return n
}

// A SampleRow is one place of a sample on its page.
type SampleRow struct {
	Drawn
	Ref         string          `json:"child_ref,omitempty"` // "" when the viewer may not see whose child it is
	Team        string          `json:"team"`                // a name
	Area        string          `json:"area"`
	Flags       []string        `json:"flags"`                   // names of red flags; none when the viewer may not see whose child it is
	CaseAuditID string          `json:"case_audit_id,omitempty"` // of its audit; "" when there is none
	Status      CaseAuditStatus `json:"status,omitempty"`
	Auditor     string          `json:"auditor,omitempty"` // a name
}

// ReplaceSampled replaces a child and has the audits follow: the one of the child ends, and that of the child who comes in begins.
func (h House) ReplaceSampled(ctx context.Context, visitID, focus, childID string, r ReplaceChild, asked Asked) error {
	done, err := h.Samples.ReplaceChild(ctx, visitID, focus, childID, r, asked)
	if err != nil {
		return err
	}
	if done.Ends != "" {
		if _, err := h.Commands.CaseAudit(ctx, done.Ends, WithdrawCaseAudit{Reason: r.Reason}, asked.part("withdrawn")); err != nil && !Conflict.Is(err) {
			return err
		}
	}
	if done.Begins != nil {
		return h.Commands.OpenCaseAudit(ctx, *done.Begins)
	}
	return nil
}

// GiveOut gives the audits of a sample to people and begins them.
func (h House) GiveOut(ctx context.Context, visitID, focus string, g GiveAudits, asked Asked) (int, error) {
	planned, err := h.Samples.GiveAudits(ctx, visitID, focus, g, asked)
	if err != nil {
		return 0, err
	}
	for _, p := range planned {
		if err := h.Commands.OpenCaseAudit(ctx, p); err != nil {
			return 0, err
		}
	}
	return len(planned), nil
}
