package demo

import (
	"cmp"
	"context"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"slices"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// planMonths is how long the council has had an improvement plan: longer than it has looked at cases with Sightline.
const planMonths = 24

// An undertaking is one improvement action and what its people mean to do about it.
type undertaking struct {
	readiness.ImprovementAction
	theme
	idea
	title string
	area  string // id, "" for the whole council
	home  int    // index of the area in the county's list
	n     int    // its place in the plan
	fate  fate
	nth   int // of those with the same fate
	draw  *rand.Rand
	opens calendar.Date
	due   calendar.Date // as it was first agreed
	named string        // who is to check it, when the lead said so
	beats []beat
	last  string // id of the piece of evidence that was attached last
}

// A beat is one thing that somebody does on a day.
type beat struct {
	on calendar.Date
	do func(ctx context.Context) error
}

// undertake imagines the plan: which actions, how each goes, and on which days.
func (t *town) undertake() {
	t.plan = t.ideas()
	t.share(t.plan)
	for _, u := range t.plan {
		u.fate.story(script{t, u})
	}
	t.speakAgainst()
	for _, u := range t.plan {
		slices.SortStableFunc(u.beats, func(a, b beat) int { return a.on.Compare(b.on) })
	}
	slices.SortStableFunc(t.plan, func(a, b *undertaking) int { return cmp.Or(a.opens.Compare(b.opens), a.n-b.n) })
	for i, u := range t.plan {
		u.n = i + 1 // the council numbers them as they come
	}
	t.lessons = append(t.learn(), t.reports()...)
	slices.SortStableFunc(t.lessons, func(a, b beat) int { return a.on.Compare(b.on) })
}

// ideas lists the county's actions: every theme in turn, and then the same ideas again in other areas.
func (t *town) ideas() []*undertaking {
	var list []*undertaking
	add := func(th, at, again int) {
		u := &undertaking{theme: themes[th], idea: themes[th].ideas[at], n: len(list), home: -1}
		u.title = u.idea.title
		if local(u.idea) {
			u.home = (th + at + again) % len(t.county.Areas)
			u.title = fmt.Sprintf(u.title, t.county.Areas[u.home])
			u.area = t.staff.areas[t.county.Areas[u.home]]
		}
		u.draw = t.chances(u.title)
		list = append(list, u)
	}
	for again := range t.county.Areas {
		for at := range themes[0].ideas {
			for th := range themes {
				if len(list) == t.county.Actions {
					return list
				}
				if again == 0 || local(themes[th].ideas[at]) {
					add(th, at, again)
				}
			}
		}
	}
	return list
}

// chances are the draws of one piece of the plan: the same for the same words in the same county, whatever its ids are.
func (t *town) chances(words string) *rand.Rand {
	sum := fnv.New64a()
	fmt.Fprint(sum, words)
	return rand.New(rand.NewPCG(t.county.Seed, sum.Sum64()))
}

// share gives each action its fate, those first that fit few.
func (t *town) share(plan []*undertaking) {
	free, draw := slices.Clone(plan), t.chances("fates")
	for _, f := range fatesFor(len(plan)) {
		most := slices.MaxFunc(free, func(a, b *undertaking) int { return t.fits(f, a) - t.fits(f, b) })
		fit := slices.DeleteFunc(slices.Clone(free), func(u *undertaking) bool { return t.fits(f, u) < t.fits(f, most) })
		best := fit[draw.IntN(len(fit))]
		best.fate, best.nth = f.fate, f.nth
		free = slices.DeleteFunc(free, func(u *undertaking) bool { return u == best })
	}
}

// fits says how well an action's kind suits a fate.
func (t *town) fits(f allotted, u *undertaking) (score int) {
	if f.only != "" && f.only == u.idea.title {
		score += 32
	}
	if f.local && u.area == "" {
		score -= 8
	}
	if f.local && u.home == f.nth%len(t.county.Areas) {
		score += 4 // each head has their share
	}
	if u.lean == allOld {
		score -= 16
		if f.quiet {
			score += 16
		}
		if f.first {
			score += 2 - 2*f.nth // not all of them
		}
	}
	return score
}

// before lives the days of the plan before Sightline looked at cases: nothing else happens on them.
func (h *history) before(ctx context.Context) error {
	h.say("Making the demonstration council: its improvement plan")
	h.actors = map[string]readiness.Actor{}
	for day := h.founded; day.Before(h.began); day = h.calendar.Add(day, 1, calendar.Exclusive) {
		if err := h.town.lapse(ctx, day.At(9, 0)); err != nil {
			return err
		}
		if err := h.town.workPlan(ctx, day); err != nil {
			return fmt.Errorf("live %s: %w", day, err)
		}
		if err := h.town.talk(ctx, day); err != nil {
			return fmt.Errorf("talk on %s: %w", day, err)
		}
		if err := h.town.assess(ctx, day); err != nil {
			return fmt.Errorf("live %s: %w", day, err)
		}
		if err := h.town.receive(ctx, day); err != nil {
			return fmt.Errorf("live %s: %w", day, err)
		}
	}
	return nil
}

// workPlan lets people do what they mean to do about the plan on a day.
func (t *town) workPlan(ctx context.Context, day calendar.Date) error {
	minute := 0
	turn := func() {
		t.clock(day, 9+minute/60%8, minute%60)
		minute++
	}
	for len(t.lessons) > 0 && !t.lessons[0].on.After(day) {
		turn()
		if err := t.lessons[0].do(ctx); err != nil {
			return err
		}
		t.lessons = t.lessons[1:]
	}
	for _, u := range t.plan {
		for len(u.beats) > 0 && !u.beats[0].on.After(day) {
			turn()
			if err := u.beats[0].do(ctx); err != nil {
				return fmt.Errorf("%s: %w", u.title, err)
			}
			u.beats = u.beats[1:]
		}
	}
	return nil
}
