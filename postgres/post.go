package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

var (
	selectPost = sql("read a post", postColumns+` where po.id = @id and po.person_id = @person`)
	insertPost = sql("add a post", `
		insert into posts (id, person_id, role, area_id, team_id, from_day, until_day) values (@id, @person, @role, @area, @team, @from, @until)`)
	updatePostEnd = sql("end a post", `update posts set until_day = @until where id = @id`)
	selectHeld    = sql("look for the same post", `
		select p.id::text as person_id, p.name from posts po join people p on p.id = po.person_id
		where po.role = @role and po.area_id is not distinct from @area and po.team_id is not distinct from @team
			and (@role = 'area_head' and p.active or po.person_id = @person)
			and po.from_day <= coalesce(@until::date, 'infinity') and coalesce(po.until_day, 'infinity') >= @from::date
		order by po.person_id <> @person, po.from_day limit 1`)
	countAdministrators = sql("count administrators who stay", `
		select count(distinct p.id) from posts po join people p on p.id = po.person_id
		where po.role = 'administrator' and p.active and po.from_day <= @day::date + 1 and po.until_day is null`)
)

type holder struct{ PersonID, Name string }

// AddPost gives a person a post. An area has one head at a time; the same post is not held twice.
func (db *DB) AddPost(ctx context.Context, personID string, p readiness.AddPost, asked readiness.Asked) (readiness.Post, error) {
	if !p.Until.IsZero() && p.Until.Before(p.From) {
		return readiness.Post{}, readiness.FieldErrorf("until", "The last day must not be before the first day.")
	}
	return once(ctx, db, asked, act{Action: "post added", Subject: subject("person", personID)}, func(tx pgx.Tx, a *act) (readiness.Post, error) {
		if _, err := exec(ctx, tx, lockPeople, nil); err != nil {
			return readiness.Post{}, err
		}
		if _, err := db.person(ctx, tx, personID); err != nil {
			return readiness.Post{}, err
		}
		p, err := db.placed(ctx, tx, p)
		if err != nil {
			return readiness.Post{}, err
		}
		if err := db.notHeld(ctx, tx, personID, p); err != nil {
			return readiness.Post{}, err
		}
		id := newID()
		a.Detail = "post=" + id + " role=" + string(p.Role) + " area=" + p.AreaID + " team=" + p.TeamID
		if _, err := exec(ctx, tx, insertPost, postArgs(id, personID, p)); err != nil {
			return readiness.Post{}, err
		}
		row, err := one(ctx, tx, selectPost, args{"id": id, "person": personID}, pgx.RowToStructByName[postRow])
		return row.post(), err
	})
}

func postArgs(id, personID string, p readiness.AddPost) args {
	return args{"id": id, "person": personID, "role": p.Role, "area": orNull(p.AreaID), "team": orNull(p.TeamID), "from": p.From, "until": p.Until}
}

// placed keeps only the place that the role has, and refuses one that does not exist.
func (db *DB) placed(ctx context.Context, tx pgx.Tx, p readiness.AddPost) (readiness.AddPost, error) {
	if p.Role != readiness.AreaHead {
		p.AreaID = ""
	} else if known, err := one(ctx, tx, existsArea, args{"id": p.AreaID}, pgx.RowTo[bool]); err != nil || !known {
		return p, orField(err, "area_id", "Choose an area.")
	}
	if p.Role != readiness.TeamManager {
		p.TeamID = ""
	} else if known, err := one(ctx, tx, existsTeam, args{"id": p.TeamID}, pgx.RowTo[bool]); err != nil || !known {
		return p, orField(err, "team_id", "Choose a team.")
	}
	return p, nil
}

func (db *DB) notHeld(ctx context.Context, tx pgx.Tx, personID string, p readiness.AddPost) error {
	a := postArgs("", personID, p)
	delete(a, "id")
	held, err := one(ctx, tx, selectHeld, a, pgx.RowToStructByName[holder])
	switch {
	case isNone(err):
		return nil
	case err != nil:
		return err
	case held.PersonID == personID:
		return readiness.FieldErrorf("role", "%s holds this post already in that time.", held.Name)
	}
	return readiness.FieldErrorf("area_id", "%s is head of this area in that time. End that post first.", held.Name)
}

// EndPost ends a post on its last day.
func (db *DB) EndPost(ctx context.Context, personID, postID string, e readiness.EndPost, asked readiness.Asked) error {
	_, err := once(ctx, db, asked, act{Action: "post ended", Subject: subject("person", personID)}, func(tx pgx.Tx, a *act) (string, error) {
		if _, err := exec(ctx, tx, lockPeople, nil); err != nil {
			return "", err
		}
		if !isID(personID) || !isID(postID) {
			return "", noSuch(pgx.ErrNoRows, "post")
		}
		post, err := one(ctx, tx, selectPost, args{"id": postID, "person": personID}, pgx.RowToStructByName[postRow])
		if err != nil {
			return "", noSuch(err, "post")
		}
		if e.Until.Before(post.FromDay) {
			return "", readiness.FieldErrorf("until", "The last day must be on or after the first day, %s.", post.FromDay.Long())
		}
		a.Detail = "post=" + postID + " role=" + string(post.Role) + " until=" + e.Until.String()
		if _, err := exec(ctx, tx, updatePostEnd, args{"id": postID, "until": e.Until}); err != nil {
			return "", err
		}
		return postID, db.keepAnAdministrator(ctx, tx, "until", e.Until)
	})
	return err
}

// keepAnAdministrator refuses a change after which nobody would hold that post without an end from the day after on.
func (db *DB) keepAnAdministrator(ctx context.Context, tx pgx.Tx, field string, day calendar.Date) error {
	n, err := one(ctx, tx, countAdministrators, args{"day": day}, pgx.RowTo[int])
	if err != nil || n > 0 {
		return err
	}
	return readiness.FieldErrorf(field, "This would leave Sightline without an administrator. Make somebody else one first, without an end date.")
}
