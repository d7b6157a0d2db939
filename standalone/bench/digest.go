package main

import (
	"context"
	"fmt"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/sightline-readiness/sightline/activities"
	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// digestSide is how many digests the digest workflow lets go out side by side.
const digestSide = 8

// measureDigest lets 300 people each have ten reviews, and writes and keeps everybody's morning mail.
func measureDigest(ctx context.Context, r *report) error {
	return inHouse(ctx, func(h *house) error {
		people := r.n(300)
		if err := h.manage(ctx, people); err != nil {
			return err
		}
		day := activities.DigestDay{Day: calendar.England().Next(calendar.DateOf(time.Now()))}
		acts := &activities.Activities{Ledger: h.db, Lists: noLists{}, Mail: keepMail{}, Runs: h.runs, Beat: func(context.Context, ...any) {}, Address: "http://127.0.0.1:8480"}
		begin := time.Now()
		found, err := acts.ListDigests(ctx, day)
		if err != nil {
			return err
		}
		group, inner := errgroup.WithContext(ctx)
		group.SetLimit(digestSide)
		for _, id := range found.PersonIDs {
			group.Go(func() error {
				_, err := acts.SendDigest(inner, activities.PersonalDigest{Day: day.Day, PersonID: id})
				return err
			})
		}
		if err := group.Wait(); err != nil {
			return err
		}
		took := time.Since(begin)
		kept, err := h.count(ctx, "select count(*) from mails where kind = 'digest'")
		if err != nil {
			return err
		}
		r.judge(fmt.Sprintf("morning mails for %d people", people), "one each: "+verdict(kept == people), "%.1f s, %.0f a second; %d mails", took.Seconds(), float64(kept)/took.Seconds(), kept)
		return nil
	})
}

// manage hires a manager for each of so many teams, and opens ten reviews in each team.
func (h *house) manage(ctx context.Context, people int) error {
	today := calendar.DateOf(time.Now())
	e := readiness.Extract{Layout: "newer", TakenOn: today, Lists: []readiness.ListFound{{List: 6, Sheet: "List 6", Rows: people * 10, Fine: people * 10}}}
	for i := range people * 10 {
		e.Cases = append(e.Cases, readiness.CaseRecord{
			ChildRef: fmt.Sprintf("BENCH%06d", i), Team: fmt.Sprintf("Team %03d", i%people+1), Worker: "A worker", Need: "N1", LastSeen: today.AddDays(-7),
			Spells: []readiness.Spell{{Type: readiness.ChildInNeed, Start: today.AddMonths(-19).AddDays(-i % 900)}},
		})
	}
	if err := h.keep(ctx, "digests", e, nil); err != nil {
		return err
	}
	if err := h.mapTeams(ctx); err != nil {
		return err
	}
	teams, err := h.db.Teams(ctx)
	if err != nil {
		return err
	}
	for i, team := range teams {
		p, err := h.hire(ctx, fmt.Sprintf("Manager %d", i))
		if err != nil {
			return err
		}
		post := readiness.AddPost{Role: readiness.TeamManager, TeamID: team.ID, From: today}
		if _, err := h.db.AddPost(ctx, p.ID, post, asked(fmt.Sprintf("post-%d", i))); err != nil {
			return err
		}
	}
	return county{house: h}.openAll(ctx)
}
