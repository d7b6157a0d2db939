package postgres

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/readiness"
)

var _ readiness.VisitWritings = (*DB)(nil)

// Parts of what is written for the pack of a visit, as visit_writings has them.
const (
	positionPart     = "position"
	timetablePart    = "timetable"
	intervieweesPart = "interviewees"
)

const writingColumns = `w.part, w.focus, w.version, w.body, coalesce(p.name, w.by_id) as by, w.at from visit_writings w left join people p on p.id::text = w.by_id`

var (
	lockVisitState       = sql("lock a visit to write for its pack", `select state from visits where id::text = @visit and state is not null for update`)
	selectVisitWriting   = sql("read what is written for the pack of a visit", `select distinct on (w.part, w.focus) `+writingColumns+` where w.visit_id::text = @visit order by w.part, w.focus, w.version desc`)
	selectWritingPart    = sql("read the last version of what is written", `select `+writingColumns+` where w.visit_id::text = @visit and w.part = @part and w.focus = @focus order by w.version desc limit 1`)
	selectWritingHistory = sql("list the versions of what is written", `select `+writingColumns+` where w.visit_id::text = @visit and w.part = @part and w.focus = @focus order by w.version desc`)
	insertVisitWriting   = sql("keep a version of what is written", `
		insert into visit_writings (visit_id, part, focus, version, body, by_id, at) values (@visit, @part, @focus, @version, @body, @by, @now)`)
)

// writingRow is one version of one part.
type writingRow struct {
	Part, Focus string
	Version     int
	Body        json.RawMessage
	By          string
	At          time.Time
}

// into reads the body of a version.
func (r writingRow) into(v any) error {
	if err := json.Unmarshal(r.Body, v); err != nil {
		return fmt.Errorf("version %d of the %s of a visit: %w", r.Version, r.Part, err)
	}
	return nil
}

func (r writingRow) position() (p readiness.VisitPosition, err error) {
	err = r.into(&p)
	p.Focus, p.Version, p.By, p.At = r.Focus, r.Version, actorName(r.By), r.At
	return p, err
}

// VisitWriting is all that is written for the pack of one visit, for whoever works on visits: until the pack is frozen these are drafts.
func (db *DB) VisitWriting(ctx context.Context, viewer readiness.Actor, visitID string) (readiness.VisitWriting, error) {
	if err := readiness.MayOrRefuse(viewer, readiness.WorkVisits, readiness.Place{}); err != nil {
		return readiness.VisitWriting{VisitID: visitID}, err
	}
	x, err := db.VisitState(ctx, visitID)
	if err != nil {
		return readiness.VisitWriting{VisitID: visitID}, err
	}
	return writingOf(ctx, db.pool, x)
}

// writingOf is what is written for the pack of a visit.
func writingOf(ctx context.Context, q querier, x readiness.Visit) (readiness.VisitWriting, error) {
	v := readiness.VisitWriting{VisitID: x.ID, Visit: x, Positions: []readiness.VisitPosition{}, Timetable: []readiness.VisitSession{}, Interviewees: []readiness.VisitInterviewee{}}
	rows, err := all(ctx, q, selectVisitWriting, args{"visit": x.ID}, pgx.RowToStructByName[writingRow])
	if err != nil {
		return v, err
	}
	written := map[string]readiness.VisitPosition{}
	for _, r := range rows {
		switch r.Part {
		case positionPart:
			written[r.Focus], err = r.position()
		case timetablePart:
			v.TimetableVersion, v.TimetableBy, v.TimetableAt = r.Version, actorName(r.By), r.At
			err = r.into(&v.Timetable)
		case intervieweesPart:
			v.IntervieweesVersion, v.IntervieweesBy, v.IntervieweesAt = r.Version, actorName(r.By), r.At
			err = r.into(&v.Interviewees)
		}
		if err != nil {
			return v, err
		}
	}
	for _, f := range v.Visit.Focus {
		p := written[f.Code]
		p.Focus = f.Code
		v.Positions = append(v.Positions, p)
	}
	return v, nil
}

// PositionVersions are all versions of one focus area's position statement, newest first.
func (db *DB) PositionVersions(ctx context.Context, viewer readiness.Actor, visitID, focus string) ([]readiness.VisitPosition, error) {
	v, err := db.VisitWriting(ctx, viewer, visitID)
	if err != nil {
		return nil, err
	}
	if _, known := v.Position(focus); !known {
		return nil, noSuch(pgx.ErrNoRows, "focus area of a visit")
	}
	rows, err := all(ctx, db.pool, selectWritingHistory, args{"visit": visitID, "part": positionPart, "focus": focus}, pgx.RowToStructByName[writingRow])
	versions := make([]readiness.VisitPosition, len(rows))
	for i, r := range rows {
		if versions[i], err = r.position(); err != nil {
			return nil, err
		}
	}
	return versions, err
}

// A writing is one part that somebody writes: what it is called, the version that they had before them, and who may; body is what is kept.
type writing struct {
	part, focus, called string
	seen                int
	body                func(x readiness.Visit) (any, error)
}

// write keeps the next version of a part. The visit is locked until it is kept, so that it cannot end meanwhile and of two who write at once one is told.
func (db *DB) write(ctx context.Context, visitID string, w writing, asked readiness.Asked) (int, error) {
	if !isID(visitID) {
		return 0, noSuch(pgx.ErrNoRows, "visit")
	}
	return once(ctx, db, asked, act{Action: w.part + " written", Subject: readiness.Subject(readiness.VisitNoun, visitID)}, func(tx pgx.Tx, a *act) (int, error) {
		x, err := one(ctx, tx, lockVisitState, args{"visit": visitID}, pgx.RowTo[readiness.Visit])
		if err != nil {
			return 0, noSuch(err, "visit")
		}
		body, err := w.body(x)
		if err != nil {
			return 0, err
		}
		last, err := one(ctx, tx, selectWritingPart, args{"visit": visitID, "part": w.part, "focus": w.focus}, pgx.RowToStructByName[writingRow])
		if err != nil && !isNone(err) {
			return 0, err
		}
		if err := readiness.Later(w.called, last.Version, w.seen, actorName(last.By), last.At); err != nil {
			return 0, err
		}
		kept, err := json.Marshal(body)
		if err != nil {
			return 0, fmt.Errorf("%s: %w", insertVisitWriting.purpose, err)
		}
		a.Detail = fmt.Sprintf("version=%d", last.Version+1)
		if w.focus != "" {
			a.Detail = "focus=" + w.focus + " " + a.Detail
		}
		_, err = exec(ctx, tx, insertVisitWriting, args{
			"visit": visitID, "part": w.part, "focus": w.focus, "version": last.Version + 1, "body": kept, "by": asked.By.PersonID, "now": db.now(),
		})
		return last.Version + 1, err
	})
}

// positionBody is a position statement as its row has it.
type positionBody struct {
	Know    string `json:"know"`
	How     string `json:"how"`
	Next    string `json:"next"`
	Figures string `json:"figures"`
}

// WritePosition keeps the next version of a focus area's position statement.
func (db *DB) WritePosition(ctx context.Context, visitID string, w readiness.WritePosition, asked readiness.Asked) (readiness.VisitPosition, error) {
	number, err := db.write(ctx, visitID, writing{part: positionPart, focus: w.Focus, called: "position statement", seen: w.Version, body: func(x readiness.Visit) (any, error) {
		return positionBody{w.Know, w.How, w.Next, w.Figures}, x.MayWritePosition(asked.By, w.Focus)
	}}, asked)
	if err != nil {
		return readiness.VisitPosition{}, err
	}
	versions, err := all(ctx, db.pool, selectWritingHistory, args{"visit": visitID, "part": positionPart, "focus": w.Focus}, pgx.RowToStructByName[writingRow])
	if err != nil {
		return readiness.VisitPosition{}, err
	}
	return versions[len(versions)-number].position() // newest first, and numbered without a gap
}

// SetTimetable keeps the timetable as a whole, by day and time.
func (db *DB) SetTimetable(ctx context.Context, visitID string, w readiness.SetTimetable, asked readiness.Asked) error {
	_, err := db.write(ctx, visitID, writing{part: timetablePart, called: "timetable", seen: w.Version, body: func(x readiness.Visit) (any, error) {
		if err := x.MaySetTimetable(asked.By); err != nil {
			return nil, err
		}
		return w.Checked(x)
	}}, asked)
	return err
}

// SetInterviewees keeps who is interviewed as a whole, in the order given.
func (db *DB) SetInterviewees(ctx context.Context, visitID string, w readiness.SetInterviewees, asked readiness.Asked) error {
	_, err := db.write(ctx, visitID, writing{part: intervieweesPart, called: "list of who is interviewed", seen: w.Version, body: func(x readiness.Visit) (any, error) {
		if err := x.MaySetInterviewees(asked.By); err != nil {
			return nil, err
		}
		return append([]readiness.VisitInterviewee{}, w.People...), w.Check(x)
	}}, asked)
	return err
}
