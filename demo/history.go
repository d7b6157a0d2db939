package demo

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"github.com/google/uuid"

	"github.com/sightline-readiness/sightline/activities"
	"github.com/sightline-readiness/sightline/annexa"
	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/postgres"
	"github.com/sightline-readiness/sightline/readiness"
)

// history plays the months of a county day by day, with a clock of its own.
type history struct {
	county   County
	db       *postgres.DB
	acts     *activities.Activities
	calendar calendar.Calendar
	founded  calendar.Date // the first day of the improvement plan
	began    calendar.Date // the first day that Sightline looks at cases
	today    calendar.Date // the real day: the history ends before it
	now      time.Time     // the demonstration's clock
	say      func(string)

	staff  staff
	town   *town
	actors map[string]readiness.Actor // of this day
}

// recent is how many working days before the end mails are kept as people would find them; those of earlier days are taken as read.
const recent = 3

// Make fills an empty ledger with the county's history, from months ago until now; its improvement plan is older. It says in words how far it is.
func Make(ctx context.Context, dsn string, county County, now time.Time, say func(string)) error {
	h := &history{county: county, calendar: calendar.England(), today: calendar.DateOf(now), say: say}
	h.began, h.founded = county.began(h.today), county.founded(h.today)
	h.clock(h.began, 6, 0)
	db, err := postgres.Open(ctx, dsn, postgres.Options{Now: func() time.Time { return h.now }, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		return err
	}
	defer db.Close()
	h.db = db
	h.town = &town{history: h, reviews: map[string]*resident{}, actions: map[string]*undertaking{}, taught: map[string][]string{}, answered: map[string]int{}, left: map[string]int{}, readings: map[string]reading{}}
	h.acts = &activities.Activities{
		Ledger: db, Lists: lists{}, Mail: keeps{}, Runs: h.town, Beat: func(context.Context, ...any) {}, Address: "http://127.0.0.1:8480",
	}
	if err := db.BeginDemonstration(ctx, int64(county.Seed), county.Council); err != nil {
		return err
	}
	h.clock(h.founded, 6, 0)
	if err := h.found(ctx); err != nil {
		return err
	}
	h.town.undertake()
	if err := h.town.convene(ctx); err != nil {
		return err
	}
	h.town.evaluate()
	h.town.expect()
	if err := h.town.prepares(ctx); err != nil {
		return err
	}
	if err := h.before(ctx); err != nil {
		return err
	}
	h.clock(h.began, 6, 0)
	if err := h.rule(ctx); err != nil {
		return err
	}
	if err := h.play(ctx); err != nil {
		return err
	}
	if err := h.morning(ctx, now); err != nil {
		return err
	}
	h.now = now.UTC()
	if err := h.town.typeDrafts(ctx); err != nil {
		return err
	}
	return db.FinishDemonstration(ctx)
}

// clock sets the demonstration's clock to a London wall time.
func (h *history) clock(day calendar.Date, hour, minute int) { h.now = day.At(hour, minute).UTC() }

// play lives the working days one after the other.
func (h *history) play(ctx context.Context) error {
	month := 0
	for day := h.began; day.Before(h.today); day = h.calendar.Add(day, 1, calendar.Exclusive) {
		h.actors = map[string]readiness.Actor{}
		if !day.Before(h.calendar.Next(h.began.AddMonths(month))) {
			h.say(fmt.Sprintf("Making the demonstration council: month %d of %d", month+1, h.county.Months))
			if err := h.bringLists(ctx, day); err != nil {
				return fmt.Errorf("bring the lists of %s: %w", day, err)
			}
			if err := h.town.bringsOwnLists(ctx, month-(h.county.Months-ownMonths)); err != nil {
				return fmt.Errorf("bring the council's own lists of %s: %w", day, err)
			}
			if month++; month == 1 {
				if err := h.keepOut(ctx, day); err != nil {
					return fmt.Errorf("keep cases out of the reviews: %w", err)
				}
			}
		}
		if day == h.calendar.Add(h.today, -5, calendar.Exclusive) {
			h.clock(day, 5, 0)
			if err := h.partings(ctx); err != nil {
				return err
			}
		}
		if err := h.change(ctx, day, month); err != nil {
			return err
		}
		if err := h.live(ctx, day); err != nil {
			return fmt.Errorf("live %s: %w", day, err)
		}
	}
	return nil
}

// morning is what has happened by itself since the last working day: the sweep of the last night, what lapsed, and today's morning mails.
func (h *history) morning(ctx context.Context, now time.Time) error {
	night := h.today
	if now.Before(night.At(2, 15)) {
		night = night.AddDays(-1)
	}
	if night == h.today || !h.calendar.IsWorkingDay(night) { // working days have been lived
		h.clock(night, 2, 15)
		if err := h.sweep(ctx, night); err != nil {
			return err
		}
	}
	if mails := h.today.At(7, 30); !now.Before(mails) && h.calendar.IsWorkingDay(h.today) {
		if err := h.town.lapse(ctx, mails); err != nil {
			return err
		}
		h.now = mails.UTC()
		if err := h.mail(ctx, h.today); err != nil {
			return err
		}
	}
	return h.town.lapse(ctx, now)
}

// lately reports whether a day is one of the last, whose mails are kept as people would find them.
func (h *history) lately(day calendar.Date) bool {
	return !day.Before(h.calendar.Add(h.today, -recent, calendar.Exclusive))
}

// live is one working day: the sweep of the night, what lapses, the morning mails, and what people do.
func (h *history) live(ctx context.Context, day calendar.Date) error {
	h.clock(day, 2, 15)
	if err := h.sweep(ctx, day); err != nil {
		return err
	}
	if err := h.town.lapse(ctx, day.At(9, 0)); err != nil {
		return err
	}
	if h.lately(day) {
		h.clock(day, 7, 30)
		if err := h.mail(ctx, day); err != nil {
			return err
		}
	} else if day == h.calendar.Add(h.today, -recent-1, calendar.Exclusive) {
		if err := h.db.CarryNotices(ctx); err != nil {
			return err
		}
	}
	if err := h.signIn(ctx, day); err != nil {
		return err
	}
	if err := h.town.work(ctx, day); err != nil {
		return err
	}
	if err := h.town.workPlan(ctx, day); err != nil {
		return err
	}
	if err := h.town.talk(ctx, day); err != nil {
		return err
	}
	if err := h.town.assess(ctx, day); err != nil {
		return err
	}
	return h.town.receive(ctx, day)
}

// sweep does in the order of workflows.Sweep what it does.
func (h *history) sweep(ctx context.Context, day calendar.Date) error {
	s := activities.SweepDay{Day: day, By: readiness.Clock.PersonID}
	if _, err := h.acts.FollowCases(ctx); err != nil {
		return err
	}
	result, err := h.acts.PlanSweep(ctx, s)
	if err != nil {
		return err
	}
	if _, err := h.acts.OpenPlanned(ctx); err != nil {
		return err
	}
	if _, err := h.acts.ReplanStale(ctx, s); err != nil {
		return err
	}
	return h.acts.KeepSweep(ctx, activities.SweepDone{SweepDay: s, Result: result})
}

func (h *history) mail(ctx context.Context, day calendar.Date) error {
	found, err := h.acts.ListDigests(ctx, activities.DigestDay{Day: day})
	if err != nil {
		return err
	}
	done := activities.DigestDone{DigestDay: activities.DigestDay{Day: day}}
	for _, id := range found.PersonIDs {
		mailed, err := h.acts.SendDigest(ctx, activities.PersonalDigest{Day: day, PersonID: id})
		if err != nil {
			return err
		}
		if mailed.Sent {
			done.Result.Mails++
		}
	}
	return h.acts.KeepDigest(ctx, done)
}

// bringLists hands in the month's workbook and confirms it, as the improvement lead would.
func (h *history) bringLists(ctx context.Context, day calendar.Date) error {
	h.clock(day, 6, 30)
	upload := readiness.Upload{TakenOn: day.AddDays(-1), Files: []readiness.UploadFile{{Name: workbookName(day), Data: h.county.Workbook(h.began.AddDays(-1), day.AddDays(-1))}}}
	made, err := h.db.NewImport(ctx, upload, h.asked(h.staff.lead))
	if err != nil {
		return err
	}
	if _, err := h.acts.CheckImport(ctx, activities.ImportID{ID: made.ID}); err != nil {
		return err
	}
	if err := h.acts.SettleImport(ctx, activities.ImportDecision{ID: made.ID, Confirm: true, Asked: h.asked(h.staff.lead)}); err != nil {
		return err
	}
	return h.settle(ctx)
}

// rule sets what this council has decided otherwise than Sightline proposes.
func (h *history) rule(ctx context.Context) error {
	rules, err := h.db.ReviewRules(ctx)
	if err != nil {
		return err
	}
	rules.SecondLookPer100 = h.county.SecondLook
	_, err = h.db.SetReviewRules(ctx, rules, readiness.RuleChange{Reason: "How many signed-off reviews quality assurance can look at again.", Running: readiness.RunningTake}, h.asked(h.staff.lead))
	return err
}

// change lowers the threshold for children in need three months before the end, as a council does step by step.
func (h *history) change(ctx context.Context, day calendar.Date, month int) error {
	if month != max(2, h.county.Months-2) || h.town.lowered {
		return nil
	}
	h.town.lowered = true
	rules, err := h.db.ReviewRules(ctx)
	if err != nil {
		return err
	}
	rules.Thresholds = append(rules.Thresholds, readiness.Threshold{Type: readiness.ChildInNeed, Months: 16, From: day})
	_, err = h.db.SetReviewRules(ctx, rules, readiness.RuleChange{Reason: "The first step from 18 months to 12, agreed with the area heads.", Running: readiness.RunningKeep}, h.asked(h.staff.lead))
	return err
}

// asked is a fresh command of somebody.
func (h *history) asked(by readiness.Actor) readiness.Asked {
	return readiness.Asked{ID: uuid.Must(uuid.NewV7()).String(), By: by}
}

// actor is a person with the posts and the cover of this day.
func (h *history) actor(ctx context.Context, id string) (readiness.Actor, error) {
	if a, known := h.actors[id]; known {
		return a, nil
	}
	a, err := h.db.Actor(ctx, id)
	if err == nil {
		h.actors[id] = a
	}
	return a, err
}

// lists reads workbooks as the product does.
type lists struct{}

func (lists) Read(ctx context.Context, u readiness.Upload, progress func(done, total int)) (readiness.Extract, []readiness.Finding, error) {
	files := make([]annexa.File, len(u.Files))
	for i, f := range u.Files {
		files[i] = annexa.File{Name: f.Name, Data: f.Data}
	}
	return annexa.Read(ctx, files, annexa.Options{TakenOn: u.TakenOn, Progress: progress})
}

// keeps keeps every mail for the page that shows them, and sends none.
type keeps struct{}

func (keeps) Send(context.Context, activities.OutgoingMail) (bool, error) { return false, nil }
