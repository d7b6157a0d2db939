package postgres

import (
	"errors"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgtype"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// registerTypes lets a connection read and write calendar.Date as date, the zero Date as null, and read instants in UTC.
func registerTypes(m *pgtype.Map) {
	m.RegisterType(&pgtype.Type{Name: "timestamptz", OID: pgtype.TimestamptzOID, Codec: &pgtype.TimestamptzCodec{ScanLocation: time.UTC}})
	encode := func(value any) (pgtype.WrappedEncodePlanNextSetter, any, bool) {
		d, ok := value.(calendar.Date)
		if !ok {
			return nil, nil, false
		}
		return &encodeDate{}, dateValue(d), true
	}
	scan := func(target any) (pgtype.WrappedScanPlanNextSetter, any, bool) {
		if _, ok := target.(*calendar.Date); !ok {
			return nil, nil, false
		}
		return &scanDate{}, &pgtype.Date{}, true
	}
	m.TryWrapEncodePlanFuncs = append([]pgtype.TryWrapEncodePlanFunc{encode}, m.TryWrapEncodePlanFuncs...)
	m.TryWrapScanPlanFuncs = append([]pgtype.TryWrapScanPlanFunc{scan}, m.TryWrapScanPlanFuncs...)
}

func dateValue(d calendar.Date) pgtype.Date {
	return pgtype.Date{Time: time.Date(d.Year(), d.Month(), d.Day(), 0, 0, 0, 0, time.UTC), Valid: !d.IsZero()}
}

type encodeDate struct{ next pgtype.EncodePlan }

// SetNext and Encode make encodeDate a plan of pgx.
func (p *encodeDate) SetNext(next pgtype.EncodePlan) { p.next = next }

func (p *encodeDate) Encode(value any, buf []byte) ([]byte, error) {
	return p.next.Encode(dateValue(value.(calendar.Date)), buf)
}

type scanDate struct{ next pgtype.ScanPlan }

// SetNext and Scan make scanDate a plan of pgx.
func (p *scanDate) SetNext(next pgtype.ScanPlan) { p.next = next }

func (p *scanDate) Scan(src []byte, target any) error {
	var d pgtype.Date
	if err := p.next.Scan(src, &d); err != nil {
		return err
	}
	if d.InfinityModifier != pgtype.Finite {
		return errors.New("an infinite date is no day")
	}
	day := target.(*calendar.Date)
	*day = calendar.Date{}
	if d.Valid {
		*day = calendar.On(d.Time.Date())
	}
	return nil
}

// newID is a new time-ordered identifier.
func newID() string { return uuid.Must(uuid.NewV7()).String() }

// isID reports whether a string can name a row at all. What comes from an address bar may not.
func isID(s string) bool { return uuid.Validate(s) == nil && len(s) == 36 }

// orNull is an identifier as an argument: null for "".
func orNull(id string) any {
	if id == "" {
		return nil
	}
	return id
}

// instant is a time as an argument: null for the zero time.
func instant(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t
}

// moment is a nullable column as a time: the zero time for null.
func moment(t *time.Time) time.Time {
	if t == nil {
		return time.Time{}
	}
	return *t
}
