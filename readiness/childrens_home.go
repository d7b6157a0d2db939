package readiness

import (
	"strings"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// A ChildrensHome is a children's home whose visits under regulation 44 of the Children's Homes (England) Regulations 2015 are kept here.
type ChildrensHome struct {
	ID       string        `json:"id"`
	Name     string        `json:"name"`
	RunBy    string        `json:"run_by"`             // council or provider
	Provider string        `json:"provider,omitempty"` // that runs it, when it is not the council
	Manager  string        `json:"manager"`            // its registered manager
	Places   int           `json:"places"`
	AreaID   string        `json:"area_id,omitempty"`
	Area     string        `json:"area,omitempty"`
	From     calendar.Date `json:"from"`  // the day from which its visits are kept here
	Until    calendar.Date `json:"until"` // the last day; zero while it is open
}

// SaveHome makes or changes a children's home.
type SaveHome struct {
	Name     string        `json:"name" validate:"required,max=120"`
	RunBy    string        `json:"run_by" validate:"required,oneof=council provider"`
	Provider string        `json:"provider" validate:"required_if=RunBy provider,max=120"`
	Manager  string        `json:"manager" validate:"required,max=120"`
	Places   int           `json:"places" validate:"min=1,max=60"`
	AreaID   string        `json:"area_id" validate:"max=64"`
	From     calendar.Date `json:"from" validate:"required"`
	Until    calendar.Date `json:"until,omitzero"`
}

// Who runs a home.
const (
	RunByCouncil  = "council"
	RunByProvider = "provider"
)

// HomeRunners are who can run a home.
var HomeRunners = []Choice{
	{RunByCouncil, "The council"},
	{RunByProvider, "Another provider"},
}

// Check refuses a home that ends before it begins.
func (s SaveHome) Check() error {
	if !s.Until.IsZero() && s.Until.Before(s.From) {
		return FieldErrorf("until", "The last day must be on or after the first, %s.", s.From.Long())
	}
	return nil
}

// Form is the home as its form.
func (h ChildrensHome) Form() SaveHome {
	return SaveHome{Name: h.Name, RunBy: h.RunBy, Provider: h.Provider, Manager: h.Manager, Places: h.Places, AreaID: h.AreaID, From: h.From, Until: h.Until}
}

// Runner names who runs the home, as it stands inside a sentence.
func (h ChildrensHome) Runner() string {
	if h.RunBy == RunByCouncil {
		return "the council"
	}
	return h.Provider
}

// Closed reports whether the home's last day is over.
func (h ChildrensHome) Closed(today calendar.Date) bool {
	return !h.Until.IsZero() && h.Until.Before(today)
}

// open reports whether the home is open on a day.
func (h ChildrensHome) open(day calendar.Date) bool {
	return !day.Before(h.From) && !h.Closed(day)
}

// Wants reports whether somebody must visit the home in a month, given by its first day: it is open from the first day of it to the last.
func (h ChildrensHome) Wants(month calendar.Date) bool {
	return h.open(month) && h.open(lastOf(month))
}

// MonthOf is the first day of a day's month.
func MonthOf(d calendar.Date) calendar.Date { return calendar.On(d.Year(), d.Month(), 1) }

func lastOf(month calendar.Date) calendar.Date { return month.AddMonths(1).AddDays(-1) }

// sameName reports whether two people or organisations are called the same, whatever their capitals and their company's form.
func sameName(a, b string) bool {
	return a != "" && bareName(a) == bareName(b)
}

func bareName(name string) string {
	var kept []string
	for _, word := range strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return strings.ContainsRune(" .,()&-", r) }) {
		switch word {
		case "ltd", "limited", "llp", "plc", "cic", "the", "and":
		default:
			kept = append(kept, word)
		}
	}
	return strings.Join(kept, " ")
}
