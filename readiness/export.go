package readiness

import (
	"maps"
	"slices"
	"strings"
)

// An Export is a list that somebody took away as a file. The audit trail keeps it, because nobody can call a file back.
type Export struct {
	List   string `json:"list"`   // "cases", "reviews", "findings", …
	Format string `json:"format"` // "csv" or "xlsx"
	Filter string `json:"filter"` // as FilterOf writes it
	Rows   int    `json:"rows"`
}

// typed are the filters of lists that people type freely, so that they can hold a name or a child's reference.
var typed = []string{"text", "who", "action", "subject"}

// FilterOf writes a list's query for the audit trail, such as "area=…&state=overdue": without its place in the list, and with * for what was typed freely.
func FilterOf(query map[string][]string) string {
	var kept []string
	for _, name := range slices.Sorted(maps.Keys(query)) {
		values := query[name]
		switch {
		case len(values) == 0 || values[0] == "" || name == "cursor" || name == "limit":
		case slices.Contains(typed, name):
			kept = append(kept, name+"=*")
		default:
			kept = append(kept, name+"="+values[0])
		}
	}
	return strings.Join(kept, "&")
}
