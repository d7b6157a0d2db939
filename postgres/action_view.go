package postgres

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/readiness"
)

var (
	selectActionEvents = sql("list what happened in an action", happened("action", `n.action_id = e.action_id`))
	selectNeeds        = sql("list what an action waits for, and what waits for it", `
		select needs_id::text as id, false as holds from action_needs where action_id = @id union all
		select action_id::text, true from action_needs where needs_id = @id`)
	selectDeskActions = sql("list actions that may wait for somebody", `
		select x.id::text as id, x.status, x.reached, x.state from actions x
		where x.status in ('proposed', 'claimed', 'retest') or (x.reached <> '' and x.status in ('agreed', 'in_progress')) order by x.look_by, x.due, x.id`)
	selectMineActions = sql("list somebody's own actions", actionColumns+actionTables+`
		where x.owner_id = any(@people::uuid[]) and x.status in ('agreed', 'in_progress', 'retest') order by x.pressing, x.id limit 50`)
)

type needsRow struct {
	ID    string
	Holds bool
}

// ActionView is the page of one improvement action. What happened comes newest first. Who may only see the plan is shown no word that somebody wrote
// about the work, and no evidence.
func (db *DB) ActionView(ctx context.Context, viewer readiness.Actor, id string) (readiness.ActionView, error) {
	var v readiness.ActionView
	if err := readiness.MayOrRefuse(viewer, readiness.SeePlan, readiness.Place{}); err != nil {
		return v, err
	}
	a, err := db.ActionState(ctx, id)
	if err != nil {
		return v, err
	}
	k, err := db.reckoning(ctx, db.pool)
	if err != nil {
		return v, err
	}
	roster, err := db.roster(ctx, db.pool, k.today)
	if err != nil {
		return v, err
	}
	rows, err := db.actionsOf(ctx, k, []string{id})
	if err != nil {
		return v, err
	}
	if len(rows) == 0 {
		return v, noSuch(pgx.ErrNoRows, "action")
	}
	v = readiness.ActionView{ActionRow: rows[0], State: a, Next: actionSteps(a, whereabouts{a.Place(), a.OwnerID}, roster)}
	v.Overdue = a.Overdue(k.today)
	if v.Facts, err = db.actionFacts(ctx, roster, a); err != nil {
		return v, err
	}
	if err := db.actionAround(ctx, k, viewer, &v); err != nil {
		return v, err
	}
	if !readiness.May(viewer, readiness.WorkPlan, readiness.Place{}) {
		v = withoutWork(v)
	}
	return v, nil
}

// actionAround reads an action's story, its evidence, its findings and its neighbours.
func (db *DB) actionAround(ctx context.Context, k reckoning, viewer readiness.Actor, v *readiness.ActionView) (err error) {
	if v.Happened, err = db.eventsOf(ctx, selectActionEvents, v.ActionID); err != nil {
		return err
	}
	if v.Evidence, err = db.evidenceOf(ctx, "action/"+v.ActionID); err != nil {
		return err
	}
	if v.Findings, err = db.findingsOf(ctx, k, viewer, v.State.Details.Findings); err != nil {
		return err
	}
	if err := db.claimTwice(ctx, k, v); err != nil {
		return err
	}
	near, err := all(ctx, db.pool, selectNeeds, args{"id": v.ActionID}, pgx.RowToStructByName[needsRow])
	if err != nil {
		return err
	}
	var needs, holds []string
	for _, n := range near {
		if n.Holds {
			holds = append(holds, n.ID)
		} else {
			needs = append(needs, n.ID)
		}
	}
	if v.Needs, err = db.actionsOf(ctx, k, needs); err != nil {
		return err
	}
	v.HoldsUp, err = db.actionsOf(ctx, k, holds)
	return err
}

// withoutWork leaves what the plan says to everybody.
func withoutWork(v readiness.ActionView) readiness.ActionView {
	v.Evidence, v.Facts = []readiness.Evidence{}, readiness.ActionFacts{}
	v.Happened = slices.Clone(v.Happened)
	for i := range v.Happened {
		v.Happened[i].Note, v.Happened[i].Told = "", nil
	}
	return v
}

// actionSteps lists what happens if nobody does anything, and who that would reach as the posts are filled today.
func actionSteps(a readiness.ImprovementAction, of whereabouts, roster roster) []readiness.NextStep {
	steps := []readiness.NextStep{}
	step := func(at time.Time, t readiness.Telling, text string) {
		steps = append(steps, readiness.NextStep{At: at, Roles: t.Roles, Names: roster.called(roster.recipients(t, of)), Text: text})
	}
	at, waits := a.Deadline()
	checker := readiness.Telling{Roles: []readiness.Role{readiness.QualityAssurance}}
	if a.VerifierID != "" {
		checker = readiness.Telling{People: []string{a.VerifierID}}
	}
	above := []readiness.Role{readiness.AssistantDirector}
	switch {
	case !waits:
	case a.Status == readiness.ActionProposed:
		step(at, readiness.Telling{Roles: append([]readiness.Role{readiness.ImprovementLead}, above...)}, "nobody has agreed it")
	case a.Status == readiness.ActionClaimed:
		checker.Roles = append(checker.Roles, above...)
		step(at, checker, "nobody has checked it")
	case a.Status == readiness.ActionRetest:
		checker.Roles = append(checker.Roles, above...)
		step(at, checker, "nobody has re-tested it")
	case a.Status == readiness.ActionVerified:
		checker.Roles = append(checker.Roles, readiness.Owner)
		step(at, checker, "the re-test comes back")
	default:
		ladder := a.Terms.Ladder
		for i := a.Run.Next; i < len(ladder.Rungs); i++ {
			roles := ladder.Rungs[i].Roles
			if a.AreaID == "" && ladder.Rungs[i].Highest() == readiness.AreaHead { // what belongs to no area has no area head
				roles = above
			}
			step(a.Run.RungAt(i, ladder, a.Terms.Calendar), readiness.Telling{Roles: roles}, ladder.Rungs[i].When())
		}
	}
	return steps
}

type deskRow struct {
	ID      string
	Status  readiness.ActionStatus
	Reached readiness.Role
	State   readiness.ImprovementAction
}

// Desk is what waits for one person in the improvement plan.
func (db *DB) Desk(ctx context.Context, viewer readiness.Actor) (readiness.PlanDesk, error) {
	desk := readiness.PlanDesk{Decide: []readiness.ActionRow{}, Agree: []readiness.ActionRow{}, Check: []readiness.ActionRow{}, Mine: []readiness.ActionRow{}}
	if !readiness.May(viewer, readiness.WorkPlan, readiness.Place{}) {
		return desk, nil
	}
	k, err := db.reckoning(ctx, db.pool)
	if err != nil {
		return desk, err
	}
	roster, err := db.roster(ctx, db.pool, k.today)
	if err != nil {
		return desk, err
	}
	rows, err := all(ctx, db.pool, selectDeskActions, nil, pgx.RowToStructByName[deskRow])
	if err != nil {
		return desk, err
	}
	var decide, agree, check []string
	for _, r := range rows {
		switch {
		case r.Reached != "" && r.Status.Running():
			if roster.waitsFor(viewer, r.Reached, whereabouts{r.State.Place(), r.State.OwnerID}) {
				decide = append(decide, r.ID)
			}
		case r.Status == readiness.ActionProposed && readiness.May(viewer, readiness.RunPlan, r.State.Place()) && viewer.Holds(readiness.ImprovementLead):
			agree = append(agree, r.ID)
		case r.Status.Checked() && (r.State.VerifierID == viewer.PersonID || r.State.VerifierID == "" && readiness.May(viewer, readiness.VerifyActions, r.State.Place())):
			check = append(check, r.ID)
		}
	}
	for into, ids := range map[*[]readiness.ActionRow][]string{&desk.Decide: decide, &desk.Agree: agree, &desk.Check: check} {
		if *into, err = db.actionsOf(ctx, k, ids); err != nil {
			return desk, err
		}
	}
	mine, err := all(ctx, db.pool, selectMineActions, args{"people": people(viewer)}, pgx.RowToStructByName[actionRow])
	desk.Mine = k.actionRows(mine)
	return desk, err
}

// Officers lists the people who can own, sponsor or check an action: whoever holds a post that works on the plan, each "name, role".
func (db *DB) Officers(ctx context.Context) ([]readiness.Choice, error) {
	roster, err := db.roster(ctx, db.pool, db.today())
	if err != nil {
		return nil, err
	}
	officers, listed := []readiness.Choice{}, map[string]bool{}
	for _, p := range roster.posts {
		works := readiness.May(readiness.Actor{Holdings: []readiness.Holding{{Role: p.Role}}}, readiness.WorkPlan, readiness.Place{})
		if works && !listed[p.PersonID] {
			listed[p.PersonID] = true
			officers = append(officers, readiness.Choice{Code: p.PersonID, Text: p.Name + ", " + p.Role.Title()})
		}
	}
	slices.SortFunc(officers, func(a, b readiness.Choice) int {
		return strings.Compare(strings.ToLower(a.Text), strings.ToLower(b.Text))
	})
	return officers, nil
}
