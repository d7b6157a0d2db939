package annexa

import (
	"regexp"
	"strings"
	"sync"

	"github.com/sightline-readiness/sightline/readiness"
)

// fieldRules look at one cell.
var fieldRules = []*rule{
	{
		id: "required-blank", severity: mend, scope: ScopeField,
		sentence: "{column} is blank, and every row needs it.",
		fix:      "Fill it in the case system.",
		on:       func(c *column) bool { return c.required && !isReference(c) && !bounds(c) },
		broken:   func(_ *upload, _ *column, v *reading) bool { return v.state == blank },
	},
	{
		id: "id-missing", severity: mend, scope: ScopeField, leaves: true,
		sentence: "the row has no reference to say whom it is about, so it was left out.",
		fix:      "Add the case system's reference, or delete the row if it is a total or a note.",
		on:       func(c *column) bool { return c.field == childID || c.field == adopterID },
		broken:   func(_ *upload, _ *column, v *reading) bool { return v.state == blank || v.state == failed },
	},
	{
		id: "id-not-a-reference", severity: mend, scope: ScopeField, leaves: true,
		sentence: "{column} does not look like a reference and may be a name or a note, so the row was left out and what stands there is not shown.",
		fix:      "Put the case system's reference there. Names must not be uploaded.",
		on:       isReference,
		broken: func(_ *upload, _ *column, v *reading) bool {
			return v.state == good && !readiness.LooksLikeReference(v.text)
		},
	},
	{
		id: "id-malformed", severity: mend, scope: ScopeField,
		sentence: "{column} has signs other than letters and digits.",
		fix:      "Use the reference as the case system has it, with letters and digits only.",
		on:       isReference,
		broken: func(_ *upload, _ *column, v *reading) bool {
			return v.state == good && readiness.LooksLikeReference(v.text) && strings.ContainsFunc(v.text, notAlphanumeric)
		},
	},
	{
		id: "id-too-long", severity: mend, scope: ScopeField,
		sentence: "{column} is longer than 20 characters.",
		fix:      "Use the reference as the case system has it; at most 20 characters are allowed.",
		on:       isReference,
		broken:   func(_ *upload, _ *column, v *reading) bool { return v.state == good && len(v.text) > 20 },
	},
	{
		id: "lookup-failed", severity: ask, scope: ScopeField,
		sentence: "{column} holds an error from a look-up in the workbook; it was taken as blank.",
		fix:      "Mend the formula or the table it looks in, or fill the cell in the case system.",
		on:       func(c *column) bool { return !isReference(c) },
		broken:   func(_ *upload, _ *column, v *reading) bool { return v.state == failed },
	},
	{
		id: "code-unknown", severity: mend, scope: ScopeField,
		sentence: "{column} has a value that the specification does not have.",
		fix:      "Map the local value to one of the specification's codes in the report that makes the list.",
		on:       isKind(code),
		broken:   unreadable,
	},
	{
		id: "code-contradicts-letter", severity: ask, scope: ScopeField,
		sentence: "{column} has the letter of one value and the words of another; the words were taken.",
		fix:      "Correct the letter or the words in the report that makes the list.",
		on:       isKind(code),
		broken:   func(_ *upload, _ *column, v *reading) bool { return v.doubt == contraryCode },
	},
	{
		id: "date-unreadable", severity: mend, scope: ScopeField,
		sentence: "{column} cannot be read as a date.",
		fix:      "Give a real date as dd/mm/yyyy.",
		on:       func(c *column) bool { return c.kind == date && !bounds(c) },
		broken:   unreadable,
	},
	{
		id: "date-us-order", severity: ask, scope: ScopeField,
		sentence: "{column} can only be a date with the month before the day, and was read so.",
		fix:      "Check the date, and save the column as dd/mm/yyyy.",
		on:       isKind(date),
		broken:   func(_ *upload, _ *column, v *reading) bool { return v.doubt == americanDate },
	},
	{
		id: "date-in-future", severity: mend, scope: ScopeField,
		sentence: "{column} lies after the day the lists were taken.",
		fix:      "Correct the date in the case system, or check the day given for this upload.",
		on:       func(c *column) bool { return c.kind == date && c.field != birthDate && !bounds(c) },
		broken:   func(u *upload, _ *column, v *reading) bool { return v.state == good && v.day.After(u.taken) },
	},
	{
		id: "number-unreadable", severity: mend, scope: ScopeField,
		sentence: "{column} is not a whole number.",
		fix:      "Give a whole number, 0 or more.",
		on:       func(c *column) bool { return c.kind == number || c.kind == age },
		broken:   unreadable,
	},
	{
		id: "number-negative", severity: mend, scope: ScopeField,
		sentence: "{column} is less than nothing.",
		fix:      "Give a whole number, 0 or more.",
		on:       isKind(number),
		broken:   func(_ *upload, _ *column, v *reading) bool { return v.state == good && v.number < 0 },
	},
	{
		id: "birth-after-extract", severity: mend, scope: ScopeField,
		sentence: "{column} lies after the day the lists were taken.",
		fix:      "Leave it blank for an unborn child; otherwise correct it in the case system.",
		on:       func(c *column) bool { return c.field == birthDate },
		broken:   func(u *upload, _ *column, v *reading) bool { return v.state == good && v.day.After(u.taken) },
	},
	{
		id: "postcode-invalid", severity: mend, scope: ScopeField,
		sentence: "{column} is not a postcode.",
		fix:      "Give the full postcode of the placement.",
		on:       func(c *column) bool { return c.field == postcode },
		broken: func(_ *upload, _ *column, v *reading) bool {
			return v.state == good && !postcodeShape.MatchString(strings.ToUpper(v.text))
		},
	},
}

var fieldChecks = sync.OnceValue(func() []*rule { return fieldRules })

func isKind(k kind) func(*column) bool { return func(c *column) bool { return c.kind == k } }

func isReference(c *column) bool { return c.field == childID || c.field == adopterID }

// bounds reports whether a column begins or ends a spell on lists 6 to 8; the row rules speak for those.
func bounds(c *column) bool {
	for _, s := range spells {
		if l := lists[s.list-1]; c == l.column(s.start) || c == l.column(s.end) {
			return true
		}
	}
	return false
}

func unreadable(_ *upload, _ *column, v *reading) bool { return v.state == bad }

func notAlphanumeric(r rune) bool {
	return (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z')
}

// postcodeShape is the general shape of a UK postcode; the outward part may stand alone in none of the lists.
var postcodeShape = regexp.MustCompile(`^[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}$`)
