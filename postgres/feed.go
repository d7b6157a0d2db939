package postgres

import (
	"context"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

var _ readiness.Feeds = (*DB)(nil)

// How far a calendar looks.
const (
	feedAhead = 20 // working days in which something may reach somebody
	feedOver  = 30 // days for which a review that needs nothing more stays, struck through
)

var (
	selectFeed = sql("read a person's calendar address", `
		select id::text as id, made_at as made, last_read from feeds where person_id::text = @person and ended_at is null`)
	endFeed    = sql("end a calendar address", `update feeds set ended_at = @now where person_id = @person::uuid and ended_at is null`)
	insertFeed = sql("make a calendar address", `
		insert into feeds (id, person_id, hash, made_at) values (@id, @person, @hash, @now)`)
	updateFeedHash = sql("give a calendar address another secret", `
		update feeds set hash = @hash where id::text = @id and ended_at is null`)
	selectFeedOwner = sql("read whose calendar address it is", `
		select f.id::text as id, f.person_id::text as person_id, f.made_at as made, f.last_read from feeds f join people p on p.id = f.person_id
		where f.hash = @hash and f.ended_at is null and p.active`)
	updateFeedRead  = sql("keep that a calendar asked", `update feeds set last_read = @today where id::text = @id`)
	selectFeedOwned = sql("list reviews for their owner's calendar", `
		select r.id::text as id, r.due, r.seq, r.changed_at as changed, r.status not in ('open', 'in_review') as over
		from reviews r where r.owner_id = any(@people::uuid[]) and r.seq > 0 and (r.status in ('open', 'in_review') or r.changed_at >= @since)
		order by r.due, r.id`)
	selectLastChange = planned("see when anything last changed", `
		select greatest(max(r.changed_at), (select max(x.changed_at) from actions x)) from reviews r join cases c on c.id = r.case_id left join teams t on t.id = c.team_id where `+seeReview)
)

// feedEpoch is from when the minutes count that number the changes of a day's entry.
var feedEpoch = time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)

type feedRow struct {
	ID       string
	Made     time.Time
	LastRead calendar.Date
}

// Feed is when a person's calendar address was made and last used; the zero Feed when there is none.
func (db *DB) Feed(ctx context.Context, personID string) (readiness.Feed, error) {
	row, err := one(ctx, db.pool, selectFeed, args{"person": personID}, pgx.RowToStructByName[feedRow])
	if isNone(err) {
		return readiness.Feed{}, nil
	}
	return readiness.Feed{Made: row.Made, LastRead: row.LastRead}, err
}

// NewFeed makes a calendar address for the asker, and ends the one before. The same command again gives the same address a new secret, since
// nobody may have seen the first.
func (db *DB) NewFeed(ctx context.Context, asked readiness.Asked) (string, error) {
	switch {
	case asked.By.TokenID != "":
		return "", readiness.Errorf(readiness.Forbidden, "A token cannot make calendar addresses. Sign in and make it on your own page.")
	case !isID(asked.By.PersonID):
		return "", readiness.Errorf(readiness.Forbidden, "Only people have a calendar.")
	}
	if err := readiness.MayOrRefuse(asked.By, readiness.SeeCases, readiness.Place{}); err != nil {
		return "", err
	}
	secret := newSecret()
	a := act{By: asked.By, Action: "calendar address made", Subject: subject("person", asked.By.PersonID)}
	return secret, db.change(ctx, a, func(tx pgx.Tx, _ *act) error {
		known, err := db.claim(ctx, tx, asked, a.Action)
		if err != nil {
			return err
		}
		if known != nil {
			n, err := exec(ctx, tx, updateFeedHash, args{"id": string(known[1 : len(known)-1]), "hash": hashOf(secret)})
			if err == nil && n == 0 {
				return readiness.Errorf(readiness.Conflict, "This address has been ended since. Load the page again and make a new one.")
			}
			return err
		}
		if _, err := exec(ctx, tx, endFeed, args{"person": asked.By.PersonID, "now": db.now()}); err != nil {
			return err
		}
		id := newID()
		if _, err := exec(ctx, tx, insertFeed, args{"id": id, "person": asked.By.PersonID, "hash": hashOf(secret), "now": db.now()}); err != nil {
			return err
		}
		return db.answer(ctx, tx, asked, id)
	})
}

// EndFeed makes the asker's calendar address useless; without one it changes nothing.
func (db *DB) EndFeed(ctx context.Context, asked readiness.Asked) error {
	if !isID(asked.By.PersonID) {
		return readiness.Errorf(readiness.Forbidden, "Only people have a calendar.")
	}
	a := act{By: asked.By, Action: "calendar address ended", Subject: subject("person", asked.By.PersonID)}
	return db.change(ctx, a, func(tx pgx.Tx, _ *act) error {
		n, err := exec(ctx, tx, endFeed, args{"person": asked.By.PersonID, "now": db.now()})
		if err == nil && n == 0 {
			return errNothing
		}
		return err
	})
}

type feedOwner struct {
	ID, PersonID string
	Made         time.Time
	LastRead     calendar.Date
}

// FeedEntries is what stands in the calendar of whoever has this address: the reviews, improvement actions and points that they own or cover, the actions
// that they check, and by day what reaches them unless somebody acts. It follows the person's posts of today; for somebody who sees no cases any more it is empty.
func (db *DB) FeedEntries(ctx context.Context, secret string) (readiness.FeedView, error) {
	f, err := one(ctx, db.pool, selectFeedOwner, args{"hash": hashOf(secret)}, pgx.RowToStructByName[feedOwner])
	if err != nil {
		return readiness.FeedView{}, noSuch(err, "calendar")
	}
	v := readiness.FeedView{FeedID: f.ID, Changed: f.Made, Entries: []readiness.FeedEntry{}}
	if today := db.today(); f.LastRead != today {
		if _, err := exec(ctx, db.pool, updateFeedRead, args{"id": f.ID, "today": today}); err != nil {
			return v, err
		}
	}
	viewer, err := db.Actor(ctx, f.PersonID)
	if err != nil || !readiness.May(viewer, readiness.SeeCases, readiness.Place{}) {
		return v, err
	}
	if err := db.feedOwned(ctx, viewer, &v); err != nil {
		return v, err
	}
	if err := db.feedActions(ctx, viewer, &v); err != nil {
		return v, err
	}
	if err := db.feedPreScrutinies(ctx, viewer, &v); err != nil {
		return v, err
	}
	if err := db.feedPoints(ctx, viewer, &v); err != nil {
		return v, err
	}
	if err := db.feedAssessments(ctx, viewer, &v); err != nil {
		return v, err
	}
	return v, db.feedReaches(ctx, viewer, &v)
}

type ownedRow struct {
	ID      string
	Due     calendar.Date
	Seq     int
	Changed time.Time
	Over    bool
}

func (db *DB) feedOwned(ctx context.Context, viewer readiness.Actor, v *readiness.FeedView) error {
	since := db.today().AddDays(-feedOver).At(0, 0)
	rows, err := all(ctx, db.pool, selectFeedOwned, args{"people": people(viewer), "since": since}, pgx.RowToStructByName[ownedRow])
	for _, r := range rows {
		v.Entries = append(v.Entries, readiness.FeedEntry{
			UID: "due-" + r.ID, On: r.Due, Title: "Case review due", Path: "/reviews/" + r.ID, Sequence: r.Seq, Changed: r.Changed, Over: r.Over,
		})
		if r.Changed.After(v.Changed) {
			v.Changed = r.Changed
		}
	}
	return err
}

// feedReaches adds one entry for each day on which something reaches the viewer, however much it is. A review or an action may leave a day without a
// trace there, so a day's entry counts as changed when any review that the viewer sees, or any action, has.
func (db *DB) feedReaches(ctx context.Context, viewer readiness.Actor, v *readiness.FeedView) error {
	k, err := db.reckoning(ctx, db.pool)
	if err != nil {
		return err
	}
	d, err := db.desk(ctx, k, viewer)
	if err != nil {
		return err
	}
	days, err := db.reaching(ctx, d, feedAhead)
	if err != nil || len(days) == 0 {
		return err
	}
	changed, err := one(ctx, db.pool, selectLastChange, d.seen.with(args{}), pgx.RowTo[time.Time])
	if changed.After(v.Changed) {
		v.Changed = changed
	}
	for _, d := range days {
		e := readiness.FeedEntry{UID: "reaches-" + d.on.String() + "-" + v.FeedID, On: d.on, Title: reachesTitle(len(d.ids), len(d.actions)), Path: "/"}
		switch {
		case len(d.ids) == 1 && len(d.actions) == 0:
			e.Path = "/reviews/" + d.ids[0]
		case len(d.ids) == 0 && len(d.actions) == 1:
			e.Path = "/actions/" + d.actions[0]
		}
		e.Changed, e.Sequence = changed, int(changed.Sub(feedEpoch)/time.Minute)
		v.Entries = append(v.Entries, e)
	}
	return err
}

func reachesTitle(reviews, actions int) string {
	words := things(reviews, "case review")
	switch {
	case reviews == 0:
		words = things(actions, "improvement action")
	case actions > 0:
		words += " and " + strings.ToLower(things(actions, "improvement action"))
	}
	if reviews+actions == 1 {
		return words + " reaches you, unless somebody acts before"
	}
	return words + " reach you, unless somebody acts before"
}

// things counts in words that can begin a title.
func things(n int, noun string) string {
	switch {
	case n != 1:
		return strconv.Itoa(n) + " " + noun + "s"
	case noun == "improvement action":
		return "An " + noun
	}
	return "A " + noun
}
