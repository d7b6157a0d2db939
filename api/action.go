package api

import (
	"context"
	"net/http"

	"github.com/sightline-readiness/sightline/readiness"
)

const tagPlan = "Improvement plan"

func (s *service) plan() {
	see := may(readiness.SeePlan)
	add(s, route{
		method: http.MethodGet, path: "/actions", id: "list-actions", tag: tagPlan, summary: "Improvement actions that are not closed, or others by filter",
		doc: "With Accept: text/csv, every row as a file. The plan names no child.", rule: see,
	}, s.listActions, asking[readiness.PlanQuery](s), tabled[readiness.ActionRow](s))
	add(s, route{
		method: http.MethodPost, path: "/actions", id: "add-action", tag: tagPlan, summary: "Put an action into the improvement plan",
		doc: "Added by somebody who may run_plan it is agreed at once; by anybody else it is proposed. No text may name a child. " +
			"After a 503 of the type unconfirmed, send the same body with the same Idempotency-Key: it is one action.",
		rule: may(readiness.WorkPlan), status: http.StatusCreated,
	}, s.addAction)
	add(s, route{
		method: http.MethodGet, path: "/actions/{id}", id: "get-action", tag: tagPlan, summary: "One action: its state, its evidence, what happens next, what happened",
		doc: "The ETag is the number of its last event; name it in If-Match when you answer. People who may not work_plan are shown no note and no evidence.", rule: see,
	}, s.getAction)
	add(s, route{
		method: http.MethodGet, path: "/plan/figures", id: "get-plan-figures", tag: tagPlan, summary: "The plan in figures by theme: what was said done, and what was shown done",
		doc: "Dropped actions are in no count.", rule: see,
	}, s.planFigures, asking[figuresQuery](s))
	add(s, route{
		method: http.MethodGet, path: "/officers", id: "list-officers", tag: tagPlan, summary: "People who can own, sponsor or check an action", rule: may(readiness.WorkPlan),
	}, s.officers)
	s.actionCommands()
}

// actionCommands is the one table of what can be asked of an improvement action. Any officer may own or check one, and area heads decide about their
// own area's, so most need only that the person works on the plan; the action decides the rest.
func (s *service) actionCommands() {
	work, run := may(readiness.WorkPlan), may(readiness.RunPlan)
	of := running[readiness.ImprovementAction]{path: "/actions", tag: tagPlan, ask: s.askAction, seen: func(ctx context.Context, id string) (int, error) {
		view, err := s.Plan.ActionView(ctx, callOf(ctx).actor, id)
		return view.State.Seq, err
	}}
	ask[readiness.AgreeAction](s, of, "Take a proposed action into the plan", run)
	ask[readiness.UpdateAction](s, of, "Say where an action stands", work)
	ask[readiness.ClaimAction](s, of, "Say that an action is done, and on what evidence", work)
	ask[readiness.VerifyAction](s, of, "Check what was said done: it is shown done, or sent back", work)
	ask[readiness.RetestAction](s, of, "Say whether what was shown done has lasted", work)
	ask[readiness.ReopenAction](s, of, "Open an action again that was shown done", may(readiness.RunPlan, readiness.VerifyActions))
	ask[readiness.MoveActionDate](s, of, "Move the due date of an action", work)
	ask[readiness.AssignAction](s, of, "Give an action to another owner", work)
	ask[readiness.NameVerifier](s, of, "Name who checks an action", run)
	ask[readiness.CarryActionForward](s, of, "Take an unfinished action into the next plan", work)
	ask[readiness.DropAction](s, of, "End an action that will not be done", work)
	ask[readiness.AmendAction](s, of, "Change what an action is about", run)
	ask[readiness.DecideActionEscalation](s, of, "Decide an escalation of an action", may(readiness.DecideEscalation))
}

// askAction tells the action what the ledger knows around it: its evidence, and who may check it.
func (s *service) askAction(ctx context.Context, id string, c readiness.ActionCommand, asked readiness.Asked) (readiness.ImprovementAction, error) {
	facts, err := s.Plan.ActionFacts(ctx, id)
	if err != nil {
		return readiness.ImprovementAction{}, err
	}
	asked.Facts = &facts
	return s.Commands.Action(ctx, id, c, asked)
}

func (s *service) listActions(ctx context.Context, in *query[readiness.PlanQuery]) (*table, error) {
	actor := callOf(ctx).actor
	return list(ctx, s, file{"improvement-plan", readiness.SeePlan}, in.Value.Limit, actionColumns, func(cursor string, limit int) (readiness.Page[readiness.ActionRow], error) {
		q := in.Value
		q.Limit = limit
		if cursor != "" {
			q.Cursor = cursor
		}
		return s.Plan.Actions(ctx, actor, q)
	})
}

var actionColumns = []column[readiness.ActionRow]{
	{"action_id", func(r readiness.ActionRow) any { return r.ActionID }},
	{"reference", func(r readiness.ActionRow) any { return r.Reference }},
	{"title", func(r readiness.ActionRow) any { return r.Title }},
	{"theme", func(r readiness.ActionRow) any { return r.Theme }},
	{"area", func(r readiness.ActionRow) any { return r.Area }},
	{"owner", func(r readiness.ActionRow) any { return r.Owner }},
	{"sponsor", func(r readiness.ActionRow) any { return r.Sponsor }},
	{"verifier", func(r readiness.ActionRow) any { return r.Verifier }},
	{"status", func(r readiness.ActionRow) any { return r.Status }},
	{"start", func(r readiness.ActionRow) any { return r.Start }},
	{"due", func(r readiness.ActionRow) any { return r.Due }},
	{"overdue", func(r readiness.ActionRow) any { return r.Overdue }},
	{"moves", func(r readiness.ActionRow) any { return r.Moves }},
	{"sent_backs", func(r readiness.ActionRow) any { return r.SentBacks }},
	{"reopened", func(r readiness.ActionRow) any { return r.Reopened }},
	{"carried", func(r readiness.ActionRow) any { return r.Carried }},
	{"progress", func(r readiness.ActionRow) any { return r.Progress }},
	{"said_on", func(r readiness.ActionRow) any { return r.SaidOn }},
	{"claimed_on", func(r readiness.ActionRow) any { return r.ClaimedOn }},
	{"look_by", func(r readiness.ActionRow) any { return r.LookBy }},
	{"verified", func(r readiness.ActionRow) any { return r.Verified }},
	{"retest_on", func(r readiness.ActionRow) any { return r.RetestOn }},
	{"supports", func(r readiness.ActionRow) any { return r.Supports }},
	{"contradicts", func(r readiness.ActionRow) any { return r.Against }},
	{"holds", func(r readiness.ActionRow) any { return r.Holds }},
	{"reached", func(r readiness.ActionRow) any { return r.Reached }},
}

// addedAction is what an action is known by from now on.
type addedAction struct {
	ActionID string `json:"action_id"`
	Agreed   bool   `json:"agreed" doc:"Whether it is in the plan already; when not, it waits for somebody who runs the plan."`
}

// addAction plans an action and has it opened. Asked twice under one key it plans and opens one.
func (s *service) addAction(ctx context.Context, in *sent[readiness.AddAction]) (*made[addedAction], error) {
	planned, err := s.Actions.AddAction(ctx, in.Body.Value, asked(ctx))
	if err != nil {
		return nil, err
	}
	if err := s.Commands.OpenAction(ctx, planned); err != nil {
		return nil, err
	}
	return &made[addedAction]{Location: Prefix + "/actions/" + planned.ID, Body: addedAction{planned.ID, planned.Agreed}}, nil
}

func (s *service) getAction(ctx context.Context, in *byID) (*versioned[readiness.ActionView], error) {
	view, err := s.Plan.ActionView(ctx, callOf(ctx).actor, in.ID)
	if err != nil {
		return nil, err
	}
	return &versioned[readiness.ActionView]{ETag: tag(view.State.Seq), Body: view}, nil
}

// figuresQuery is the part of readiness.PlanQuery that figures heed.
type figuresQuery struct {
	Theme   string `json:"theme" validate:"max=80"`
	AreaID  string `json:"area" validate:"max=64" doc:"An area's id; none is the whole council."`
	OwnerID string `json:"owner" validate:"max=64"`
	Board   string `json:"board" validate:"max=80"`
	Source  string `json:"source" validate:"max=40" doc:"Of the findings that the actions answer."`
	Text    string `json:"text" validate:"max=80" doc:"A part of the title or the reference."`
}

func (s *service) planFigures(ctx context.Context, in *query[figuresQuery]) (*reply[rows[readiness.ThemeFigures]], error) {
	q := in.Value
	return all(s.Plan.PlanFigures(ctx, callOf(ctx).actor, readiness.PlanQuery{
		Theme: q.Theme, AreaID: q.AreaID, OwnerID: q.OwnerID, Board: q.Board, Source: q.Source, Text: q.Text,
	}))
}

func (s *service) officers(ctx context.Context, _ *nothing) (*reply[rows[readiness.Choice]], error) {
	return all(s.Plan.Officers(ctx))
}
