package postgres

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

var _ readiness.RuleRegister = (*DB)(nil)

// The kinds of versioned rules. Every version is kept.
const (
	reviewRules = "review_rules"
	ladderRules = "ladder"
	closures    = "closures"
	timetable   = "timetable"
	planRules   = "plan"

	assessmentRules = "assessment"
	visitRules      = "visit"
	homeRules       = "homes"
)

var (
	selectRules = sql("read the rules", `select distinct on (kind) kind, version, body from rulebook order by kind, version desc`)
	selectTaken = sql("read the rules for what runs", `
		select distinct on (kind) kind, version, body from rulebook where running = 'take' order by kind, version desc`)
	insertRules = sql("write a version of rules", `
		insert into rulebook (kind, version, body, made_by, made_at, reason, running) values (@kind, @version, @body, @by, @at, @reason, @running)`)
	lockRules   = sql("lock the rules", `select pg_advisory_xact_lock(hashtext('sightline rulebook'))`)
	selectAreas = sql("list the areas' ids", `select id::text from areas`)
)

// A rulebook is the rules of every kind as they stand now.
type rulebook struct {
	Rules     readiness.ReviewRules
	Ladder    readiness.Ladder
	Closures  []calendar.Closure
	Calendar  calendar.Calendar
	Timetable readiness.Timetable
	Plan      readiness.PlanRules
	Assess    readiness.AssessmentRules
	Visit     readiness.VisitRules
	Homes     readiness.HomeRules
	versions  map[string]int
}

type rulebookRow struct {
	Kind    string
	Version int
	Body    []byte
}

// rules reads the rulebook. A kind that nobody has set has readiness's default, as version 1; there are no closures by default.
func (db *DB) rules(ctx context.Context, q querier) (rulebook, error) {
	return db.rulesBy(ctx, q, selectRules)
}

// taken reads the rules that reviews have to take that ran already: of each kind the newest version that was made for them too.
func (db *DB) taken(ctx context.Context, q querier) (rulebook, error) {
	return db.rulesBy(ctx, q, selectTaken)
}

func (db *DB) rulesBy(ctx context.Context, q querier, versions statement) (rulebook, error) {
	book := rulebook{
		Rules: readiness.DefaultReviewRules(), Ladder: readiness.DefaultLadder(), Timetable: readiness.DefaultTimetable(),
		Plan: readiness.DefaultPlanRules(), Assess: readiness.DefaultAssessmentRules(), Visit: readiness.DefaultVisitRules(),
		Homes:    readiness.DefaultHomeRules(),
		versions: map[string]int{reviewRules: 1, ladderRules: 1, timetable: 1, planRules: 1, assessmentRules: 1, visitRules: 1, homeRules: 1},
	}
	rows, err := all(ctx, q, versions, nil, pgx.RowToStructByName[rulebookRow])
	if err != nil {
		return book, err
	}
	into := map[string]any{
		reviewRules: &book.Rules, ladderRules: &book.Ladder, closures: &book.Closures, timetable: &book.Timetable, planRules: &book.Plan,
		assessmentRules: &book.Assess, visitRules: &book.Visit, homeRules: &book.Homes,
	}
	for _, row := range rows {
		switch row.Kind {
		case reviewRules:
			book.Rules = readiness.ReviewRules{}
		case timetable:
			book.Timetable = readiness.Timetable{}
		}
		if err := json.Unmarshal(row.Body, into[row.Kind]); err != nil {
			return book, fmt.Errorf("read version %d of the %s: %w", row.Version, row.Kind, err)
		}
		book.versions[row.Kind] = row.Version
	}
	book.Calendar = calendarWith(book.Closures, book.versions[closures])
	return book, nil
}

// calendarWith is England's calendar with the council's own days; each version of those days has a version of the calendar.
func calendarWith(closed []calendar.Closure, version int) calendar.Calendar {
	england := calendar.England()
	if version == 0 {
		return england
	}
	return england.With(fmt.Sprintf("%s+%d", england.Version, version), closed)
}

// terms are what a review opened on a day runs by now.
func (b rulebook) terms(opened calendar.Date) readiness.Terms {
	return readiness.TermsFor(b.Rules, b.Ladder, b.Calendar, opened)
}

// ReviewRules are the current rules for case reviews.
func (db *DB) ReviewRules(ctx context.Context) (readiness.ReviewRules, error) {
	book, err := db.rules(ctx, db.pool)
	return book.Rules, err
}

// Ladder is the current ladder.
func (db *DB) Ladder(ctx context.Context) (readiness.Ladder, error) {
	book, err := db.rules(ctx, db.pool)
	return book.Ladder, err
}

// Calendar is England's calendar with the council's own closures.
func (db *DB) Calendar(ctx context.Context) (calendar.Calendar, error) {
	book, err := db.rules(ctx, db.pool)
	return book.Calendar, err
}

// Closures are the council's own closed days, as they were set.
func (db *DB) Closures(ctx context.Context) ([]calendar.Closure, error) {
	book, err := db.rules(ctx, db.pool)
	return book.Closures, err
}

// SetReviewRules makes a new version of the rules for case reviews. With asked.IfSeq it refuses when somebody made one since that version.
func (db *DB) SetReviewRules(ctx context.Context, r readiness.ReviewRules, change readiness.RuleChange, asked readiness.Asked) (readiness.ReviewRules, error) {
	return once(ctx, db, asked, act{Action: "rules set", Subject: "rules/" + reviewRules}, func(tx pgx.Tx, a *act) (readiness.ReviewRules, error) {
		if err := db.knowThresholdAreas(ctx, tx, r); err != nil {
			return r, err
		}
		version, err := db.nextVersion(ctx, tx, reviewRules, asked, a)
		if err != nil {
			return r, err
		}
		if err := db.askFirst(ctx, tx, r, asked); err != nil {
			return r, err
		}
		r.Version = version
		if err := db.keepRules(ctx, tx, reviewRules, version, r, change, asked); err != nil {
			return r, err
		}
		return r, db.recount(ctx, tx)
	})
}

// askFirst refuses rules that would open many more reviews in one night than the present ones, unless whoever asks has confirmed the number.
func (db *DB) askFirst(ctx context.Context, tx pgx.Tx, r readiness.ReviewRules, asked readiness.Asked) error {
	p, err := db.prospect(ctx, tx)
	if err != nil {
		return err
	}
	more, night := p.More(r)
	if many := r.Many(len(p.Areas)); more <= many || asked.Confirmed >= more {
		return nil
	}
	return readiness.FieldErrorf("confirmed", "This opens %d more reviews on the night of %s. Confirm the number if that is meant.", more, night.Long())
}

func (db *DB) knowThresholdAreas(ctx context.Context, tx pgx.Tx, r readiness.ReviewRules) error {
	areas, err := all(ctx, tx, selectAreas, nil, pgx.RowTo[string])
	if err != nil {
		return err
	}
	for i, t := range r.Thresholds {
		if t.AreaID != "" && !slices.Contains(areas, t.AreaID) {
			return readiness.FieldErrorf(fmt.Sprintf("thresholds[%d].area_id", i), "Threshold %d names an area that does not exist.", i+1)
		}
	}
	return nil
}

// SetLadder makes a new version of the ladder. Its rungs must stand in the order of their moments and count in one unit.
func (db *DB) SetLadder(ctx context.Context, l readiness.Ladder, change readiness.RuleChange, asked readiness.Asked) (readiness.Ladder, error) {
	if err := l.Check(); err != nil {
		return l, err
	}
	missing, _, err := db.LadderGaps(ctx, l)
	if err != nil {
		return l, err
	}
	if len(missing) > 0 {
		return l, readiness.FieldErrorf("rungs", "%s. Give somebody the post first, or leave the role out of the ladder.", strings.Join(missing, ". "))
	}
	return once(ctx, db, asked, act{Action: "rules set", Subject: "rules/" + ladderRules}, func(tx pgx.Tx, a *act) (readiness.Ladder, error) {
		version, err := db.nextVersion(ctx, tx, ladderRules, asked, a)
		if err != nil {
			return l, err
		}
		l.Version = version
		return l, db.keepRules(ctx, tx, ladderRules, version, l, change, asked)
	})
}

// SetClosures replaces the council's own closed days, and with them the version of the calendar.
func (db *DB) SetClosures(ctx context.Context, closed []calendar.Closure, change readiness.RuleChange, asked readiness.Asked) (calendar.Calendar, error) {
	days := slices.Clone(closed)
	slices.SortFunc(days, func(a, b calendar.Closure) int {
		return cmp.Or(a.Date.Compare(b.Date), strings.Compare(a.Name, b.Name))
	})
	for i, day := range days {
		switch {
		case day.Date.IsZero():
			return calendar.Calendar{}, readiness.FieldErrorf("closures", "Each closed day needs a date.")
		case i > 0 && days[i-1].Date == day.Date:
			return calendar.Calendar{}, readiness.FieldErrorf("closures", "%s stands twice among the closed days.", day.Date.Long())
		}
	}
	version, err := once(ctx, db, asked, act{Action: "rules set", Subject: "rules/" + closures}, func(tx pgx.Tx, a *act) (int, error) {
		version, err := db.nextVersion(ctx, tx, closures, asked, a)
		if err != nil {
			return 0, err
		}
		return version, db.keepRules(ctx, tx, closures, version, days, change, asked)
	})
	return calendarWith(days, version), err
}

// nextVersion locks the rulebook until the transaction ends and numbers the next version of a kind.
func (db *DB) nextVersion(ctx context.Context, tx pgx.Tx, kind string, asked readiness.Asked, a *act) (int, error) {
	if _, err := exec(ctx, tx, lockRules, nil); err != nil {
		return 0, err
	}
	book, err := db.rules(ctx, tx)
	if err != nil {
		return 0, err
	}
	current := book.versions[kind]
	if asked.IfSeq != 0 && asked.IfSeq != current {
		return 0, readiness.Errorf(readiness.Conflict, "Somebody else changed these rules while you were looking at them. Load the page again, then make your change.")
	}
	a.Detail = fmt.Sprintf("version=%d", current+1)
	return current + 1, nil
}

func (db *DB) keepRules(ctx context.Context, tx pgx.Tx, kind string, version int, body any, change readiness.RuleChange, asked readiness.Asked) error {
	text, err := json.Marshal(body)
	if err != nil {
		return fmt.Errorf("write the %s: %w", kind, err)
	}
	_, err = exec(ctx, tx, insertRules, args{
		"kind": kind, "version": version, "body": text, "by": asked.By.PersonID, "at": db.now(), "reason": change.Reason, "running": change.Running,
	})
	return err
}

// AssessmentRules are the current rules for self-assessments.
func (db *DB) AssessmentRules(ctx context.Context) (readiness.AssessmentRules, error) {
	book, err := db.rules(ctx, db.pool)
	return book.Assess, err
}

// SetAssessmentRules makes a new version of the rules for self-assessments.
func (db *DB) SetAssessmentRules(ctx context.Context, r readiness.AssessmentRules, change readiness.RuleChange, asked readiness.Asked) (readiness.AssessmentRules, error) {
	if err := r.Check(); err != nil {
		return r, err
	}
	return once(ctx, db, asked, act{Action: "rules set", Subject: "rules/" + assessmentRules}, func(tx pgx.Tx, a *act) (readiness.AssessmentRules, error) {
		version, err := db.nextVersion(ctx, tx, assessmentRules, asked, a)
		if err != nil {
			return r, err
		}
		r.Version = version
		return r, db.keepRules(ctx, tx, assessmentRules, version, r, change, asked)
	})
}

// VisitRules are the current rules for visits.
func (db *DB) VisitRules(ctx context.Context) (readiness.VisitRules, error) {
	book, err := db.rules(ctx, db.pool)
	return book.Visit, err
}

// SetVisitRules makes a new version of the rules for visits.
func (db *DB) SetVisitRules(ctx context.Context, r readiness.VisitRules, change readiness.RuleChange, asked readiness.Asked) (readiness.VisitRules, error) {
	return once(ctx, db, asked, act{Action: "rules set", Subject: "rules/" + visitRules}, func(tx pgx.Tx, a *act) (readiness.VisitRules, error) {
		version, err := db.nextVersion(ctx, tx, visitRules, asked, a)
		if err != nil {
			return r, err
		}
		r.Version = version
		return r, db.keepRules(ctx, tx, visitRules, version, r, change, asked)
	})
}

// HomeRules are the current rules of visits to children's homes.
func (db *DB) HomeRules(ctx context.Context) (readiness.HomeRules, error) {
	book, err := db.rules(ctx, db.pool)
	return book.Homes, err
}

// SetHomeRules makes a new version of the rules of visits to children's homes. Nothing carries them with it: whatever asks takes the newest.
func (db *DB) SetHomeRules(ctx context.Context, f readiness.HomeRuleForm, asked readiness.Asked) (readiness.HomeRules, error) {
	if err := readiness.MayOrRefuse(asked.By, readiness.RunHomes, readiness.Place{}); err != nil {
		return readiness.HomeRules{}, err
	}
	return once(ctx, db, asked, act{Action: "rules set", Subject: "rules/" + homeRules}, func(tx pgx.Tx, a *act) (readiness.HomeRules, error) {
		version, err := db.nextVersion(ctx, tx, homeRules, asked, a)
		if err != nil {
			return readiness.HomeRules{}, err
		}
		book, err := db.rules(ctx, tx)
		if err != nil {
			return readiness.HomeRules{}, err
		}
		next, err := book.Homes.With(f)
		if err != nil {
			return next, err
		}
		next.Version = version
		return next, db.keepRules(ctx, tx, homeRules, version, next, readiness.RuleChange{Reason: f.Reason, Running: readiness.RunningTake}, asked)
	})
}
