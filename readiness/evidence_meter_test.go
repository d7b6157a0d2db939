package readiness_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// measured is a piece of a kind that shows what was so on a day.
func measured(kind, bears string, on calendar.Date) readiness.Evidence {
	return readiness.Evidence{Kind: kind, Bears: bears, ShowsOn: on}
}

func TestEvidenceMeter(t *testing.T) {
	t.Parallel()
	today := calendar.On(2027, 3, 3)
	fresh, old := calendar.On(2027, 2, 1), calendar.On(2026, 3, 2)
	withdrawn, replaced, due := measured("audit", readiness.Supports, fresh), measured("audit", readiness.Supports, fresh), measured("audit", readiness.Supports, fresh)
	withdrawn.Withdrawn, replaced.Replaced, due.ReviewBy = fresh, "e-2", today.AddDays(-1)
	const (
		none    = "There is no evidence in force."
		one     = "Everything rests on one piece of evidence."
		figures = "There are only figures. Look for what people saw and said."
		stale   = "All of it is older than 12 months."
		praise  = "Everything that was attached speaks for it. Look for what does not."
	)
	for name, c := range map[string]struct {
		pieces []readiness.Evidence
		had    int
		want   []string
	}{
		"nothing":            {nil, 0, []string{none}},
		"nothing in force":   {[]readiness.Evidence{withdrawn, replaced}, 0, []string{none}},
		"one piece":          {[]readiness.Evidence{measured("audit", readiness.Supports, fresh)}, 1, []string{one, praise}},
		"one, against":       {[]readiness.Evidence{measured("audit", readiness.Contradicts, fresh)}, 1, []string{one}},
		"only figures":       {[]readiness.Evidence{measured("data", readiness.Supports, fresh), measured("data", readiness.Contradicts, fresh)}, 1, []string{figures}},
		"figures and a word": {[]readiness.Evidence{measured("data", readiness.Supports, fresh), measured("complaint", readiness.Contradicts, fresh)}, 1, []string{}},
		"all old":            {[]readiness.Evidence{measured("audit", readiness.Supports, old), measured("staff", readiness.Contradicts, old)}, 2, []string{stale}},
		"old to the day":     {[]readiness.Evidence{measured("audit", readiness.Supports, old.AddDays(1)), measured("staff", readiness.Contradicts, old)}, 2, []string{}},
		"only praise":        {[]readiness.Evidence{measured("audit", readiness.Supports, fresh), measured("voice", readiness.Supports, old)}, 2, []string{praise}},
		"to be looked at":    {[]readiness.Evidence{due, measured("voice", readiness.Contradicts, fresh)}, 2, []string{"1 piece was to be looked at again by now."}},
		"all six": {[]readiness.Evidence{
			measured("audit", readiness.Supports, fresh), measured("data", readiness.Supports, fresh), measured("observation", readiness.Supports, fresh),
			measured("voice", readiness.Contradicts, fresh), measured("partner", readiness.Supports, fresh), measured("staff", readiness.Supports, fresh),
			measured("document", readiness.Supports, fresh),
		}, 6, []string{}},
		"heard alone":     {[]readiness.Evidence{measured("partner", readiness.Unweighed, fresh)}, 0, []string{"1 answer of a partner waits to be weighed.", none}},
		"noise is none":   {[]readiness.Evidence{measured("partner", readiness.Noise, fresh), measured("audit", readiness.Contradicts, fresh)}, 1, []string{one}},
		"two to be heard": {[]readiness.Evidence{measured("partner", readiness.Unweighed, fresh), measured("partner", readiness.Unweighed, fresh)}, 0, []string{"2 answers of partners wait to be weighed.", none}},
	} {
		m := readiness.MeterOf(c.pieces, today, 12)
		if diff := cmp.Diff(c.want, m.Warnings); diff != "" || m.Had() != c.had || len(m.Kinds) != 6 {
			t.Errorf("%s: %d of %d kinds (-want +got):\n%s", name, m.Had(), len(m.Kinds), diff)
		}
	}
}

func TestEvidenceMeterOfAnything(t *testing.T) {
	t.Parallel()
	today := calendar.On(2027, 3, 3)
	rapid.Check(t, func(t *rapid.T) {
		kind := rapid.SampledFrom(readiness.EvidenceKinds)
		bears := rapid.SampledFrom([]string{readiness.Supports, readiness.Contradicts, readiness.Unweighed, readiness.Noise})
		pieces := make([]readiness.Evidence, rapid.IntRange(0, 12).Draw(t, "pieces"))
		for i := range pieces {
			pieces[i] = measured(kind.Draw(t, "kind").Code, bears.Draw(t, "bears"), today.AddDays(-rapid.IntRange(0, 900).Draw(t, "age")))
			if rapid.IntRange(0, 4).Draw(t, "gone") == 0 {
				pieces[i].Replaced = "later"
			}
		}
		m := readiness.MeterOf(pieces, today, 12)
		inForce := slices.DeleteFunc(slices.Clone(pieces), func(e readiness.Evidence) bool { return !e.InForce() })
		total := m.Others
		for _, k := range m.Kinds {
			total += k.Pieces
			if k.Newest.After(m.Newest) || k.Newest.IsZero() != (k.Pieces == 0) {
				t.Fatalf("the newest of %s is %s, of all %s", k.Kind, k.Newest, m.Newest)
			}
		}
		if total != m.Pieces || m.Pieces+m.Unweighed+m.Noise != len(inForce) || m.Against > m.Pieces {
			t.Fatalf("%d pieces by kind, %+v, %d in force", total, m, len(inForce))
		}
		if m.Had()+len(m.Missing()) != 6 || m.Newest.Before(m.Oldest) || m.Newest.IsZero() != (m.Pieces == 0) {
			t.Fatalf("%+v", m)
		}
		stale := slices.ContainsFunc(m.Warnings, func(w string) bool { return strings.Contains(w, "older than") })
		if m.Pieces > 0 && stale != m.Newest.Before(today.AddMonths(-12)) {
			t.Fatalf("newest %s, warnings %q", m.Newest, m.Warnings)
		}
		slices.Reverse(pieces)
		if backwards := readiness.MeterOf(pieces, today, 12); !reflect.DeepEqual(m, backwards) {
			t.Fatalf("the order matters: %+v and %+v", m, backwards)
		}
	})
}
