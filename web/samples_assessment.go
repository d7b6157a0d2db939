package web

import (
	"slices"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

var (
	samplePeer = readiness.Actor{PersonID: "p-peer", Name: "Priya Nandra", Holdings: []readiness.Holding{{Role: readiness.Peer}}}
	sampleLord = readiness.Actor{PersonID: "p-lord", Name: "Cllr Lena Marsh", Holdings: []readiness.Holding{{Role: readiness.LeadMember}}}

	sampleILACS = readiness.Framework{
		Code: "ilacs-2026", Name: "ILACS from April 2026", From: calendar.On(2026, 4, 1),
		Questions: []readiness.FrameworkQuestion{{Code: "know", Text: "What do you know about the quality and impact of social work practice?"}},
		Grades: []readiness.Grade{
			{Code: "outstanding", Name: "Outstanding", Means: "Outcomes are significantly better."},
			{Code: "good", Name: "Good", Means: "Services help, protect and care."},
			{Code: "requires_improvement", Name: "Requires improvement to be good", Means: "No widespread failures, not yet good."},
			{Code: "inadequate", Name: "Inadequate", Means: "Widespread or serious failures."},
		},
		Areas: []readiness.JudgementArea{
			{Code: "HELP", Name: "Help and protection", Criteria: []readiness.Criterion{
				{Code: "HP03", Text: "Contacts at the front door are screened in time"},
				{Code: "HP11", Text: "Drift is prevented"},
				{Code: "HP15", Text: "Children who go missing are found and heard", Unconfirmed: true},
			}},
			{Code: "LEAD", Name: "The impact of leaders", Criteria: []readiness.Criterion{{Code: "LM01", Text: "Leaders know the quality of practice"}}},
		},
	}
	sampleNames = map[string]string{
		sampleHead.PersonID: sampleHead.Name, sampleManager.PersonID: sampleManager.Name, sampleQA.PersonID: sampleQA.Name, sampleLead.PersonID: sampleLead.Name, sampleAD.PersonID: sampleAD.Name,
		sampleDirector.PersonID: sampleDirector.Name, sampleLord.PersonID: sampleLord.Name, samplePeer.PersonID: samplePeer.Name, "clock": "Sightline",
	}
	sampleText = readiness.WriteAppraisal{
		Know: "Plans of children who have been known for long are looked at by somebody else each quarter.\nIn the south this has not begun.", How: "Two audits, and 14 families.", Next: "The south begins in May.",
		Impact: "One family came home after three years.", Weakness: "Recording does not show why a plan was changed.", Figures: "Open two years or more, 31%, 31 January 2027, Annex A", Grade: "good", Confidence: "medium",
		Up: "Recording that shows why.", Down: "A second year of drift in the south.",
	}
)

// A samplePlay plays a cycle and its criteria.
type samplePlay struct {
	cycle    readiness.Assessment
	of       map[string]readiness.Appraisal
	happened map[string][]readiness.EventRow // by criterion; the cycle's own under ""
	at       time.Time
}

func newSamplePlay() *samplePlay {
	p := &samplePlay{of: map[string]readiness.Appraisal{}, happened: map[string][]readiness.EventRow{}, at: time.Date(2027, 1, 11, 9, 0, 0, 0, time.UTC)}
	rules, from := readiness.DefaultAssessmentRules(), calendar.On(2027, 1, 11)
	plan := readiness.PlannedAssessment{
		ID: "as-1", Kind: readiness.AnnualCycle, Name: "2026 to 2027", Framework: sampleILACS.Code, Scale: sampleILACS.Scale(), LeadID: sampleLead.PersonID, By: sampleLead.PersonID,
		Dates: rules.Dates(readiness.AnnualCycle, from, calendar.England()), Signers: readiness.Signers{AssistantID: sampleAD.PersonID, DirectorID: sampleDirector.PersonID, MemberID: sampleLord.PersonID},
		Terms: readiness.AssessmentTerms(rules, readiness.DefaultLadder(), calendar.England(), from),
	}
	for _, area := range sampleILACS.Areas {
		s := readiness.Section{Code: area.Code, LeadID: sampleHead.PersonID, AreaID: "north"}
		for _, c := range area.Criteria {
			s.Criteria = append(s.Criteria, readiness.CriterionState{Code: c.Code, AppraisalID: "ap-" + c.Code, Status: readiness.AppraisalWriting})
		}
		plan.Sections = append(plan.Sections, s)
	}
	x, ev, err := readiness.OpenAssessment(plan, p.at)
	p.keepCycle(x, ev, err)
	return p
}

// begun is the cycle with its criteria being written.
func (p *samplePlay) begun() *samplePlay {
	p.at = p.cycle.Starts.At(9, 0)
	x, ev, err := p.cycle.Lapse(p.at)
	p.keepCycle(x, ev, err)
	terms := readiness.AppraisalTerms(readiness.DefaultAssessmentRules(), readiness.DefaultLadder(), calendar.England(), p.cycle.Starts)
	for _, s := range p.cycle.Sections {
		for _, c := range s.Criteria {
			a, ev, err := readiness.OpenAppraisal(readiness.PlannedAppraisal{
				ID: c.AppraisalID, AssessmentID: p.cycle.ID, Section: s.Code, Criterion: c.Code, Scale: p.cycle.Scale, AreaID: s.AreaID, AppraisalDates: p.cycle.Stages(), Terms: terms,
				AppraisalPeople: readiness.AppraisalPeople{AuthorID: sampleManager.PersonID, ChallengerID: sampleQA.PersonID, LeadID: s.LeadID},
			}, p.at)
			p.keep(c.Code, a, ev, err)
		}
	}
	return p
}

func (p *samplePlay) keepCycle(x readiness.Assessment, ev readiness.Event, err error) {
	if err != nil {
		panic(err) // a sample that the rules refuse is a mistake in this file
	}
	if p.cycle = x; !ev.Quiet {
		p.happened[""] = slices.Insert(p.happened[""], 0, sampleEvent(ev, sampleNames[ev.By]))
	}
}

func (p *samplePlay) keep(code string, x readiness.Appraisal, ev readiness.Event, err error) {
	if err != nil {
		panic(err)
	}
	p.of[code] = x
	p.happened[code] = slices.Insert(p.happened[code], 0, sampleEvent(ev, sampleNames[ev.By]))
	if heard, ev, err := p.cycle.Hear(x.Heard(), p.at); err == nil {
		p.keepCycle(heard, ev, nil)
	}
}

// until lets the clock run.
func (p *samplePlay) until(at time.Time) *samplePlay {
	for code, x := range p.of {
		for next, ok := x.Deadline(); ok && next.Before(at); next, ok = x.Deadline() {
			lapsed, ev, err := x.Lapse(next)
			p.keep(code, lapsed, ev, err)
			x = lapsed
		}
	}
	p.at = at
	return p
}

// says has somebody ask a command of some criteria.
func (p *samplePlay) says(by readiness.Actor, c readiness.AppraisalCommand, codes ...string) *samplePlay {
	for _, code := range codes {
		x, ev, err := p.of[code].Do(c, readiness.Asked{By: by}, p.at)
		p.keep(code, x, ev, err)
	}
	return p
}

func (p *samplePlay) cycleSays(by readiness.Actor, c readiness.AssessmentCommand) *samplePlay {
	x, ev, err := p.cycle.Do(c, readiness.Asked{By: by}, p.at)
	p.keepCycle(x, ev, err)
	return p
}

// sent sends some criteria.
func (p *samplePlay) sent(codes ...string) *samplePlay {
	text := sampleText.Text()
	text.Number = 1
	body, err := text.Canonical()
	if err != nil {
		panic(err)
	}
	return p.says(sampleManager, readiness.SubmitAppraisal{Version: 1, SHA256: readiness.SHA256(body), Grade: text.Grade, Confidence: text.Confidence}, codes...)
}

// agreed is a cycle that waits for its signatures.
func (p *samplePlay) agreed() *samplePlay {
	codes := []string{"HP03", "HP11", "HP15", "LM01"}
	p.begun().sent(codes...).says(sampleQA, readiness.ChallengeAppraisal{Grade: "good", Why: "It is shown."}, codes...)
	for _, section := range []string{"HELP", "LEAD"} {
		p.cycleSays(sampleHead, readiness.GradeSection{Section: section, Grade: "good", Why: "Most of it is good.\nThe south is not."})
	}
	return p
}

func (p *samplePlay) sign(part string, by readiness.Actor) *samplePlay {
	return p.cycleSays(by, readiness.SignAssessment{Part: part, SHA256: p.cycle.Binds(part)})
}

// row is a criterion as a viewer sees it.
func (p *samplePlay) row(code string, viewer readiness.Actor) readiness.AppraisalRow {
	x, ok := p.of[code]
	c, area, _ := sampleILACS.Criterion(code)
	row := readiness.AppraisalRow{
		AppraisalID: "ap-" + code, AssessmentID: "as-1", Assessment: p.cycle.Name, Section: area.Code, Criterion: code, Text: c.Text, Status: "planned", Author: sampleHead.Name, Due: p.cycle.DraftBy,
	}
	if !ok {
		return row
	}
	row.Status, row.AuthorID, row.Author, row.ChallengerID, row.Challenger = x.Status, x.AuthorID, sampleNames[x.AuthorID], x.ChallengerID, sampleNames[x.ChallengerID]
	row.OwnerID, row.Owner, row.Due, row.Overdue, row.Agreed, row.Returned = x.OwnerID, sampleNames[x.OwnerID], x.Run.Due, x.Overdue(sampleToday), x.Agreed, x.Returned
	if w := x.Written; w != nil {
		row.Version, row.Grade, row.Confidence = w.Version, w.Grade, w.Confidence
	}
	if m := x.Challenge; m != nil {
		row.Challenged = m.Grade
	}
	if !x.MaySeeGrade(viewer) {
		row.Hidden, row.Grade, row.Confidence = row.Grade != "", "", ""
	}
	if x.Waiting() {
		row.Reached, row.ReachedAt, row.Because = x.Escalation.Role, x.Escalation.At, "nobody sent its draft"
	}
	return row
}

func (p *samplePlay) line() readiness.AssessmentRow {
	x := p.cycle
	row := readiness.AssessmentRow{
		AssessmentID: x.ID, Name: x.Name, Kind: x.Kind, Framework: x.Framework, FrameworkName: sampleILACS.Name, Status: x.Status, Starts: x.Starts, DraftBy: x.DraftBy, SignBy: x.SignBy,
		PublishedOn: x.PublishedOn, Lead: sampleLead.Name, Criteria: 4,
	}
	for _, a := range p.of {
		if a.Status != readiness.AppraisalWriting {
			row.Sent++
		}
		if a.Agreed != "" {
			row.Agreed++
		}
		if a.Overdue(sampleToday) > 0 {
			row.Late++
		}
	}
	if x.Waiting() {
		row.Reached, row.ReachedAt, row.Because = x.Escalation.Role, x.Escalation.At, "somebody has not signed it"
	}
	return row
}

// page is the cycle's page for somebody.
func (p *samplePlay) page(viewer readiness.Actor) AssessmentPage {
	v := readiness.AssessmentView{AssessmentRow: p.line(), State: p.cycle, Of: sampleILACS, Names: sampleNames, Happened: p.happened[""], Next: []readiness.NextStep{}}
	for _, code := range []string{"HP03", "HP11", "HP15", "LM01"} {
		v.Rows = append(v.Rows, p.row(code, viewer))
	}
	if at, waits := p.cycle.Deadline(); waits {
		v.Next = append(v.Next, readiness.NextStep{At: at, Roles: []readiness.Role{readiness.Director}, Names: []string{sampleDirector.Name}, Text: "3 working days after the due date"})
	}
	if p.cycle.Status == readiness.AssessmentPublished {
		v.SealedOn, v.Seal = p.at, readiness.SHA256([]byte("sample"))
	}
	return AssessmentPage{View: v, Viewer: viewer, Now: sampleNow}
}

// criterion is a criterion's page for somebody.
func (p *samplePlay) criterion(code string, viewer readiness.Actor) AppraisalPage {
	v := readiness.AppraisalView{
		AppraisalRow: p.row(code, viewer), State: p.of[code], Cycle: p.cycle.Status, Of: sampleILACS, Others: []readiness.AppraisalDraft{}, Evidence: []readiness.Evidence{}, Actions: []readiness.ActionRow{},
		Lead: sampleHead.Name, Happened: p.happened[code], Next: []readiness.NextStep{},
	}
	if w := v.State.Written; w != nil {
		text := sampleText.Text()
		text.Number, text.Evidence = w.Version, []readiness.TextEvidence{{ID: "e-1", Title: "Audit of 20 long-open cases", Kind: "audit", Bears: "supports", ShowsOn: calendar.On(2026, 12, 11)}}
		if v.Hidden {
			text = text.Blind()
		}
		v.Written = &readiness.TextVersion{Number: w.Version, SHA256: w.SHA256, By: sampleNames[w.By], At: p.at, Text: text}
	}
	if at, waits := v.State.Deadline(); waits {
		v.Next = append(v.Next, readiness.NextStep{At: at, Roles: []readiness.Role{readiness.AreaHead}, Names: []string{sampleHead.Name}, Text: "5 working days after the due date"})
	}
	return AppraisalPage{View: v, Months: 12, Viewer: viewer, Now: sampleNow}
}
