package postgres

import (
	"context"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

var _ readiness.PeopleRegister = (*DB)(nil)

const (
	personColumns = `select p.id::text as id, p.name, p.email, p.active, p.last_sign_in from people p`
	postColumns   = `
		select po.person_id::text as person_id, po.id::text as id, po.role, coalesce(po.area_id::text, '') as area_id, coalesce(a.name, '') as area,
			coalesce(po.team_id::text, '') as team_id, coalesce(t.name, '') as team, po.from_day, po.until_day
		from posts po left join areas a on a.id = po.area_id left join teams t on t.id = po.team_id`
	deputyColumns = `
		select d.id::text as id, d.person_id::text as person_id, d.deputy_id::text as deputy_id, p.name as deputy_name, d.from_day, d.until_day
		from deputies d join people p on p.id = d.deputy_id`
)

var (
	// lockPeople makes changes of accounts, posts and deputies wait for each other: their rules look at more than one row.
	lockPeople     = sql("lock accounts and posts", `select pg_advisory_xact_lock(hashtext('sightline people'))`)
	selectPeople   = sql("list people", personColumns+` order by p.active desc, lower(p.name), p.id`)
	selectPerson   = sql("read a person", personColumns+` where p.id = @id`)
	selectPosts    = sql("list posts", postColumns+` where @person = '' or po.person_id::text = @person order by po.from_day desc, po.id`)
	selectDeputies = sql("list deputies", deputyColumns+` where (@person = '' or d.person_id::text = @person) and d.until_day >= @today order by d.from_day, d.id`)
	upsertPerson   = sql("save a person", `
		insert into people (id, name, email, active, made_at) values (@id, @name, @email, @active, @now)
		on conflict (id) do update set name = excluded.name, email = excluded.email, active = excluded.active`)
	endTokensOf = sql("end a person's tokens", `update tokens set ended_at = @now where person_id = @person and ended_at is null`)
	endLinksOf  = sql("end a person's sign-in links", `update welcome_links set ended_at = @now where person_id = @person and ended_at is null`)
	endSessions = sql("end a person's sessions", `update sessions set expires = @now, data = '' where person_id = @person and expires > @now`)
)

type personRow struct {
	ID, Name, Email string
	Active          bool
	LastSignIn      *time.Time
}

type postRow struct {
	PersonID, ID      string
	Role              readiness.Role
	AreaID, Area      string
	TeamID, Team      string
	FromDay, UntilDay calendar.Date
}

func (r postRow) post() readiness.Post {
	return readiness.Post{ID: r.ID, Role: r.Role, AreaID: r.AreaID, Area: r.Area, TeamID: r.TeamID, Team: r.Team, From: r.FromDay, Until: r.UntilDay}
}

type deputyRow struct {
	ID, PersonID, DeputyID, DeputyName string
	FromDay, UntilDay                  calendar.Date
}

func (r deputyRow) deputy() readiness.Deputy {
	return readiness.Deputy{ID: r.ID, PersonID: r.PersonID, DeputyID: r.DeputyID, DeputyName: r.DeputyName, From: r.FromDay, Until: r.UntilDay}
}

// People lists everybody with an account, those who have left last, with all posts and the deputies running and planned.
func (db *DB) People(ctx context.Context) ([]readiness.Person, error) {
	rows, err := all(ctx, db.pool, selectPeople, nil, pgx.RowToStructByName[personRow])
	if err != nil {
		return nil, err
	}
	return db.persons(ctx, db.pool, rows, "")
}

// Person is one of them.
func (db *DB) Person(ctx context.Context, id string) (readiness.Person, error) {
	return db.person(ctx, db.pool, id)
}

func (db *DB) person(ctx context.Context, q querier, id string) (readiness.Person, error) {
	if !isID(id) {
		return readiness.Person{}, noSuch(pgx.ErrNoRows, "person")
	}
	row, err := one(ctx, q, selectPerson, args{"id": id}, pgx.RowToStructByName[personRow])
	if err != nil {
		return readiness.Person{}, noSuch(err, "person")
	}
	people, err := db.persons(ctx, q, []personRow{row}, id)
	if err != nil {
		return readiness.Person{}, err
	}
	return people[0], nil
}

// persons adds posts and deputies to rows of people; only is the id of the only one, or "".
func (db *DB) persons(ctx context.Context, q querier, rows []personRow, only string) ([]readiness.Person, error) {
	posts, err := all(ctx, q, selectPosts, args{"person": only}, pgx.RowToStructByName[postRow])
	if err != nil {
		return nil, err
	}
	deputies, err := all(ctx, q, selectDeputies, args{"person": only, "today": db.today()}, pgx.RowToStructByName[deputyRow])
	if err != nil {
		return nil, err
	}
	people, at := make([]readiness.Person, len(rows)), make(map[string]int, len(rows))
	for i, r := range rows {
		people[i] = readiness.Person{ID: r.ID, Name: r.Name, Email: r.Email, Active: r.Active, LastSignIn: calendar.DateOf(moment(r.LastSignIn))}
		at[r.ID] = i
	}
	for _, p := range posts {
		people[at[p.PersonID]].Posts = append(people[at[p.PersonID]].Posts, p.post())
	}
	for _, d := range deputies {
		people[at[d.PersonID]].Deputies = append(people[at[d.PersonID]].Deputies, d.deputy())
	}
	return people, nil
}

// SavePerson makes an account when id is "", or changes one. Who is not active any more is signed out everywhere, and their tokens and links end.
func (db *DB) SavePerson(ctx context.Context, id string, s readiness.SavePerson, asked readiness.Asked) (readiness.Person, error) {
	saved, err := once(ctx, db, asked, act{Action: "account saved", Subject: subject("person", id)}, func(tx pgx.Tx, a *act) (string, error) {
		person, active, err := db.personToSave(ctx, tx, id, s)
		if err != nil {
			return "", err
		}
		a.Subject = subject("person", person)
		_, err = exec(ctx, tx, upsertPerson, args{
			"id": person, "name": strings.TrimSpace(s.Name), "email": strings.TrimSpace(s.Email), "active": active, "now": db.now(),
		})
		if violates(err, "people_email") {
			return "", readiness.FieldErrorf("email", "Somebody has an account with this address already.")
		}
		if err != nil || active {
			return person, err
		}
		a.Detail = "blocked"
		return person, db.shutOut(ctx, tx, person)
	})
	if err != nil {
		return readiness.Person{}, err
	}
	return db.Person(ctx, saved)
}

func (db *DB) personToSave(ctx context.Context, tx pgx.Tx, id string, s readiness.SavePerson) (person string, active bool, err error) {
	if _, err := exec(ctx, tx, lockPeople, nil); err != nil {
		return "", false, err
	}
	if id == "" {
		return newID(), s.Active != "no", nil
	}
	if _, err := db.person(ctx, tx, id); err != nil {
		return "", false, err
	}
	return id, s.Active != "no", nil
}

// shutOut ends everything by which a person could still come in, and refuses when nobody could keep the accounts afterwards.
func (db *DB) shutOut(ctx context.Context, tx pgx.Tx, person string) error {
	if err := db.keepAnAdministrator(ctx, tx, "active", db.today()); err != nil {
		return err
	}
	for _, end := range []statement{endTokensOf, endLinksOf, endSessions} {
		if _, err := exec(ctx, tx, end, args{"person": person, "now": db.now()}); err != nil {
			return err
		}
	}
	return nil
}

// EndSessions signs a person out everywhere and returns how many sessions that ended.
func (db *DB) EndSessions(ctx context.Context, personID string, asked readiness.Asked) (int, error) {
	return once(ctx, db, asked, act{Action: "sessions ended", Subject: subject("person", personID)}, func(tx pgx.Tx, _ *act) (int, error) {
		if _, err := db.person(ctx, tx, personID); err != nil {
			return 0, err
		}
		n, err := exec(ctx, tx, endSessions, args{"person": personID, "now": db.now()})
		return int(n), err
	})
}
