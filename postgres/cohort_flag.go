package postgres

import (
	"context"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/readiness"
)

var (
	selectFlagAnswers = sql("read the answers to a red flag", `
		select a.child_id::text as child_id, a.looked, a.did, coalesce(p.name, a.by_id) as by, a.at, a.ended_at is not null as ended
		from flag_answers a left join people p on p.id::text = a.by_id
		where a.focus = @focus and a.flag = @flag and a.child_id::text = any(@children::text[]) order by a.at desc, a.id desc`)
	selectChildCases = sql("find the open cases of children that somebody may see", `
		select ch.id::text as id, c.id::text as case_id from children ch join cases c on c.child_ref = ch.child_ref and c.closed is null
			left join teams t on t.id = c.team_id`+itsReview+` where ch.id::text = any(@children::text[]) and `+seeCase)
)

const flagNoun = "red flag in this focus area"

// FlaggedChildren are the children who have a flag, as far as the viewer may see them. Whoever may see no case gets the counts alone.
func (db *DB) FlaggedChildren(ctx context.Context, viewer readiness.Actor, focus, flag string) (readiness.FlagView, error) {
	return db.flagView(ctx, viewer, focus, flag, "")
}

// FlaggedChild is one child who has a flag, with every answer that there was.
func (db *DB) FlaggedChild(ctx context.Context, viewer readiness.Actor, focus, flag, childID string) (readiness.FlagView, error) {
	if err := readiness.MayOrRefuse(viewer, readiness.SeeCases, readiness.Place{}); err != nil {
		return readiness.FlagView{}, err
	}
	v, err := db.flagView(ctx, viewer, focus, flag, childID)
	if err == nil && len(v.Children) == 0 {
		err = noFlagged()
	}
	return v, err
}

func noFlagged() error {
	return readiness.Errorf(readiness.NotFound, "There is no such child with this red flag, or the child belongs to another area or team than yours.")
}

// flagView is a flag with the children who have it, or with one of them alone.
func (db *DB) flagView(ctx context.Context, viewer readiness.Actor, focus, flag, only string) (readiness.FlagView, error) {
	small, err := db.smallFor(ctx, viewer)
	if err != nil {
		return readiness.FlagView{}, err
	}
	s, err := db.cohortStanding(ctx, db.pool, focus)
	if err != nil {
		return readiness.FlagView{}, err
	}
	cohort, err := db.cohortView(ctx, db.pool, s, small)
	if err != nil {
		return readiness.FlagView{}, err
	}
	i := slices.IndexFunc(cohort.Lines, func(l readiness.FlagLine) bool { return l.Flag.Code == flag })
	if i < 0 {
		return readiness.FlagView{}, noSuch(pgx.ErrNoRows, flagNoun)
	}
	v := readiness.FlagView{CohortLine: cohort.CohortLine, Line: cohort.Lines[i]}
	if small > 0 { // sees no case
		return v, nil
	}
	v.Children, v.Gone, v.Elsewhere = s.flagged(flag, only, viewer)
	look := act{By: viewer, Action: "children of a red flag read from outside their area", Subject: subject("cohort", focus), Detail: "flag=" + flag}
	if err := db.lookedAtChildren(ctx, look, shownOf(v)...); err != nil {
		return readiness.FlagView{}, err
	}
	return v, db.fillFlagged(ctx, viewer, s.pack, v)
}

// flagged are who has a flag and who had it the time before, as far as the viewer may see them, and how many more there are who have it.
func (s standing) flagged(flag, only string, viewer readiness.Actor) (now, gone []readiness.FlaggedChild, elsewhere int) {
	has := func(children []readiness.FlaggedChild) map[string]bool {
		ids := map[string]bool{}
		for _, c := range children {
			if slices.Contains(c.Flags, flag) {
				ids[c.ID] = true
			}
		}
		return ids
	}
	had, have := has(s.was), has(s.now)
	sees := func(c readiness.FlaggedChild) bool { return readiness.May(viewer, readiness.SeeCases, c.Place()) }
	for _, c := range s.now {
		switch {
		case !have[c.ID] || only != "" && c.ID != only:
		case !sees(c):
			elsewhere++
		default:
			c.New = !s.before.IsZero() && !had[c.ID]
			now = append(now, c)
		}
	}
	for _, c := range s.was {
		if only == "" && had[c.ID] && !have[c.ID] && sees(c) {
			gone = append(gone, c)
		}
	}
	return now, gone, elsewhere
}

type flagAnswerRow struct {
	ChildID, Looked, Did, By string
	At                       time.Time
	Ended                    bool
}

type childCase struct{ ID, CaseID string }

// fillFlagged adds to the children of a view what the lists say, their cases as far as the viewer may see these, and what was answered.
func (db *DB) fillFlagged(ctx context.Context, viewer readiness.Actor, p readiness.FocusPack, v readiness.FlagView) error {
	ids, at := []string{}, map[string]*readiness.FlaggedChild{}
	for i := range v.Children {
		ids, at[v.Children[i].ID] = append(ids, v.Children[i].ID), &v.Children[i]
	}
	rows, err := db.cohortRows(ctx, db.pool, p)
	if err != nil {
		return err
	}
	for _, r := range rows.Children {
		if c := at[r.ID]; c != nil {
			c.Says = v.Line.Flag.Says(r)
		}
	}
	seen, err := scopeOf(viewer, readiness.SeeCases)
	if err != nil {
		return err
	}
	cases, err := all(ctx, db.pool, selectChildCases, seen.with(args{"children": ids}), pgx.RowToStructByName[childCase])
	if err != nil {
		return err
	}
	for _, c := range cases {
		at[c.ID].CaseID = c.CaseID
	}
	answers, err := all(ctx, db.pool, selectFlagAnswers, args{"focus": v.Focus, "flag": v.Line.Flag.Code, "children": ids}, pgx.RowToStructByName[flagAnswerRow])
	for _, a := range answers {
		c, answer := at[a.ChildID], readiness.FlagAnswer{AnswerFlag: readiness.AnswerFlag{Looked: a.Looked, Did: a.Did}, By: actorName(a.By), At: a.At}
		if !a.Ended {
			c.Answer = &answer
			continue
		}
		c.Earlier = append(c.Earlier, answer)
	}
	return err
}

// shownOf are the children that a page about a flag names.
func shownOf(v readiness.FlagView) (children []readiness.CohortChild) {
	for _, c := range slices.Concat(v.Children, v.Gone) {
		children = append(children, c.CohortChild)
	}
	return children
}
