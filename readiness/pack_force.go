package readiness

import (
	"cmp"
	"slices"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// newerVersion orders versions of one thing, the newest first: by their first day, the council's own before ours of the same day, and by when they came.
func newerVersion(aFrom, bFrom calendar.Date, aOwn, bOwn bool, aAt, bAt time.Time) int {
	return cmp.Or(bFrom.Compare(aFrom), one(bOwn)-one(aOwn), bAt.Compare(aAt))
}

// OrderPacks puts versions into the order of the library: focus areas by name, and in each the newest version first.
func OrderPacks(versions []PackVersion) {
	names := map[string]string{} // of the newest version of each
	slices.SortStableFunc(versions, func(a, b PackVersion) int { return newerVersion(a.From, b.From, a.Own, b.Own, a.At, b.At) })
	for _, v := range versions {
		if names[v.Focus] == "" {
			names[v.Focus] = v.Name
		}
	}
	slices.SortStableFunc(versions, func(a, b PackVersion) int {
		return cmp.Or(cmp.Compare(names[a.Focus], names[b.Focus]), cmp.Compare(a.Focus, b.Focus))
	})
}

// OrderRunUps puts versions into the order of the library: by kind of visit, and of each the newest first.
func OrderRunUps(versions []RunUpVersion) {
	kind := func(code string) int {
		return slices.IndexFunc(VisitKinds, func(k Choice) bool { return k.Code == code })
	}
	slices.SortStableFunc(versions, func(a, b RunUpVersion) int {
		return cmp.Or(kind(a.Kind)-kind(b.Kind), newerVersion(a.From, b.From, a.Own, b.Own, a.At, b.At))
	})
}

// PackInForce are the codes of the versions that are in force on a day, one of each focus area. The versions stand in the order of the library.
func PackInForce(versions []PackVersion, day calendar.Date) (codes []string) {
	seen := map[string]bool{}
	for _, v := range versions {
		if !seen[v.Focus] && !v.From.After(day) {
			seen[v.Focus] = true
			codes = append(codes, v.Code)
		}
	}
	return codes
}

// RunUpInForce is the code of the version that is in force on a day for a kind of visit; "" when there is none.
func RunUpInForce(versions []RunUpVersion, kind string, day calendar.Date) string {
	for _, v := range versions {
		if v.Kind == kind && !v.From.After(day) {
			return v.Code
		}
	}
	return ""
}
