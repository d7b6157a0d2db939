package web

import (
	"context"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

type (
	caseAuditStep     = step[readiness.CaseAudit, readiness.CaseAuditView]
	caseAuditStepPage = StepPage[readiness.CaseAudit, readiness.CaseAuditView]
)

// caseAuditShelf is how steps reach audits.
var caseAuditShelf = &shelf[readiness.CaseAudit, readiness.CaseAuditView]{
	root: caseAuditsPath + "/", section: visitsPath,
	view: func(s *Server, ctx context.Context, viewer readiness.Actor, id string) (readiness.CaseAuditView, error) {
		return s.CaseAudits.CaseAuditView(ctx, viewer, id)
	},
	seq:     func(v readiness.CaseAuditView) int { return v.State.Seq },
	caption: func(v readiness.CaseAuditView) string { return v.FocusName + ": " + orHiddenChild(v.Ref) },
	people: func(s *Server, ctx context.Context, _ readiness.Actor, v readiness.CaseAuditView) ([]readiness.Choice, error) {
		people, err := s.People.People(ctx)
		free := []readiness.Choice{}
		for _, c := range holdersOf(people, s.today(), readiness.TeamManager, readiness.AreaHead, readiness.AssistantDirector, readiness.QualityAssurance) {
			if v.State.Engaged(c.Code, "") == "" {
				free = append(free, c)
			}
		}
		return free, err
	},
	try: func(v readiness.CaseAuditView, c readiness.CaseAuditCommand, by readiness.Actor, now time.Time) error {
		_, _, err := v.State.Do(c, readiness.Asked{By: by}, now)
		return err
	},
	ask: func(s *Server, ctx context.Context, id string, c readiness.CaseAuditCommand, asked readiness.Asked) error {
		_, err := s.Commands.CaseAudit(ctx, id, c, asked)
		return err
	},
}

var concernStep = &caseAuditStep{
	on: caseAuditShelf, path: "concern", link: "Raise a concern about the child", heading: "Tell the area head at once?", button: "Tell the area head",
	needs: may(readiness.WorkVisits), command: readiness.RaiseAuditConcern{},
	about: func(caseAuditStepPage) string {
		return "The area head of the child gets a mail now that says nothing about the child, and asks you. If a child is in danger now, ring first."
	},
	fields: func(caseAuditStepPage) []govuk.Component { return nil },
}

var conflictStep = &caseAuditStep{
	on: caseAuditShelf, path: "conflict", link: "I hold this case", heading: "Do you hold this case?", button: "Give it to somebody else",
	needs: may(readiness.WorkVisits), command: readiness.DeclareConflict{},
	about: func(caseAuditStepPage) string {
		return "Whoever holds a case, manages its worker or heads its area cannot audit or moderate it. It goes to the next person, or waits until somebody is named. What you wrote stays in the record and does not count."
	},
	fields: func(caseAuditStepPage) []govuk.Component { return nil },
}

var assignCaseAuditStep = &caseAuditStep{
	on: caseAuditShelf, path: "assign", link: "Name somebody else", heading: "Name an auditor, a moderator or a third reviewer", button: "Name them",
	needs: may(readiness.WorkVisits), command: readiness.AssignCaseAudit{}, people: true,
	about: func(p caseAuditStepPage) string {
		return "Auditor: " + orNobody(p.View.Auditor) + ". Moderator: " + orNobody(p.View.Moderator) + ". Third reviewer: " + orNobody(p.View.Third) + ". Whoever holds the case cannot have a part, and nobody can have two."
	},
	fields: func(p caseAuditStepPage) []govuk.Component {
		return []govuk.Component{p.Form.Radios("part", "Which part?", radioItems(readiness.CaseAuditParts)...), p.Form.Select("person_id", "To whom?", options("Choose a person", p.People)...)}
	},
}

var decideCaseAuditStep = &caseAuditStep{
	on: caseAuditShelf, path: "decide", link: "Decide", heading: "What do you decide?", button: "Confirm decision",
	needs: may(readiness.DecideEscalation), command: readiness.DecideCaseAuditEscalation{}, people: true,
	about: func(p caseAuditStepPage) string { return waits(p.View.State.Course, p.View.Because) },
	story: func(p caseAuditStepPage) *Story {
		return &Story{Happened: p.View.Happened, Next: p.View.Next, Now: p.Now}
	},
	fields: func(p caseAuditStepPage) []govuk.Component {
		x := p.View.State
		return []govuk.Component{answers(p.Form, x.Course, "Do it myself", p.People, x.Latest(x.Terms.Visit.MoreDays, calendar.DateOf(p.Now)))}
	},
}

// caseAuditDecision makes an answer the command of an audit.
func caseAuditDecision(a readiness.EscalationAnswer) readiness.CaseAuditCommand {
	return readiness.DecideCaseAuditEscalation(a)
}

func auditItems(rows []readiness.CaseAuditRow, button, path string) []Item {
	list := make([]Item, 0, len(rows))
	for _, row := range rows {
		why := row.FocusName + ", by " + row.Due.Long() + "."
		if row.Overdue > 0 {
			why = row.FocusName + ", " + late(row.Overdue) + "."
		}
		list = append(list, linkItem(Link{"Audit of " + lowerFirst(orHiddenChild(row.Ref)), caseAuditHref(row.CaseAuditID)}, why, button, path))
	}
	return list
}

// auditBoxes are what of case audits waits for one person, the most pressing first.
func auditBoxes(d readiness.CaseAuditDesk) []Box {
	return []Box{
		{ID: "audit-decide", Title: "Decide now: audits", Urgent: true, Items: auditItems(d.Decide, "Decide", "/decide")},
		{ID: "audit-third", Title: "Audits to decide as third reviewer", Items: auditItems(d.Third, "Read and decide", "/write")},
		{ID: "audit-moderate", Title: "Audits to moderate", About: "Grade the case before you see the auditor’s grades.", Items: auditItems(d.Moderate, "Moderate", "/write")},
		{ID: "audit-write", Title: "Cases to audit", Items: auditItems(d.Audit, "Audit", "/write")},
		{ID: "audit-talk", Title: "Audits to talk through", Items: auditItems(d.Talk, "Say that you talked", "/write")},
		{ID: "audit-name", Title: "Audits that wait for nobody", Items: auditItems(d.Name, "Name somebody", "/assign")},
	}
}
