package readiness

import (
	"cmp"
	"slices"
	"strings"
)

// A BenefitClaim is what one action says that it saves: pounds a year, hours a week, or both.
type BenefitClaim struct {
	ActionID string       `json:"action_id"`
	Title    string       `json:"title"`
	Theme    string       `json:"theme"`
	Status   ActionStatus `json:"status"`
	Name     string       `json:"name"` // of what is saved
	Saving   int          `json:"saving"`
	Hours    int          `json:"hours"`
}

// A Benefit is one thing that is saved, and every action that claims it. However many do, it is counted once: with the largest figure.
type Benefit struct {
	Name        string         `json:"name"`         // as the action with the largest figure writes it
	Saving      int            `json:"saving"`       // pounds a year
	Hours       int            `json:"hours"`        // hours a week
	ShownSaving int            `json:"shown_saving"` // of actions that were shown done
	ShownHours  int            `json:"shown_hours"`
	Claims      []BenefitClaim `json:"claims"`
}

// Twice reports whether more than one action claims the benefit.
func (b Benefit) Twice() bool { return len(b.Claims) > 1 }

// Benefits are what the plan is to save: those that are claimed twice first, then the largest.
type Benefits struct {
	Rows        []Benefit `json:"rows"`
	Saving      int       `json:"saving"` // each benefit once
	Hours       int       `json:"hours"`
	ShownSaving int       `json:"shown_saving"`
	ShownHours  int       `json:"shown_hours"`
	Twice       int       `json:"twice"` // benefits that more than one action claims
}

// CountRule is how a total of benefits is counted.
const CountRule = "Each saving is counted once, with the larger figure where two actions claim the same one. Actions that were dropped are left out."

// FoldBenefit makes two ways of writing the same name equal: letter case and blanks do not count.
func FoldBenefit(name string) string { return strings.ToLower(strings.Join(strings.Fields(name), " ")) }

// CountBenefits puts the claims of actions together by what they save, and counts each once.
func CountBenefits(claims []BenefitClaim) Benefits {
	all, at := Benefits{Rows: []Benefit{}}, map[string]int{}
	for _, c := range claims {
		key := FoldBenefit(c.Name)
		i, known := at[key]
		if !known {
			i = len(all.Rows)
			at[key], all.Rows = i, append(all.Rows, Benefit{})
		}
		all.Rows[i].add(c)
	}
	for _, b := range all.Rows {
		all.Saving, all.Hours = all.Saving+b.Saving, all.Hours+b.Hours
		all.ShownSaving, all.ShownHours = all.ShownSaving+b.ShownSaving, all.ShownHours+b.ShownHours
		if b.Twice() {
			all.Twice++
		}
	}
	slices.SortStableFunc(all.Rows, func(a, b Benefit) int {
		return cmp.Or(-boolOrder(a.Twice(), b.Twice()), b.Saving-a.Saving, b.Hours-a.Hours, strings.Compare(FoldBenefit(a.Name), FoldBenefit(b.Name)))
	})
	return all
}

func (b *Benefit) add(c BenefitClaim) {
	if b.Name == "" || c.Saving > b.Saving {
		b.Name = strings.Join(strings.Fields(c.Name), " ")
	}
	b.Saving, b.Hours = max(b.Saving, c.Saving), max(b.Hours, c.Hours)
	if c.Status.Shown() {
		b.ShownSaving, b.ShownHours = max(b.ShownSaving, c.Saving), max(b.ShownHours, c.Hours)
	}
	b.Claims = append(b.Claims, c)
}

// boolOrder puts what is not so before what is so.
func boolOrder(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

// checkBenefit refuses a figure without what it is about, and the other way round.
func (d ActionDetails) checkBenefit() error {
	switch {
	case strings.TrimSpace(d.Benefit) == "" && d.Saving+d.Hours > 0:
		return FieldErrorf("benefit", "Say in a few words what is saved, so that it is counted once.")
	case d.Benefit != "" && d.Saving+d.Hours == 0:
		return FieldErrorf("saving", "Give how much is saved: pounds a year, hours a week, or both.")
	}
	return nil
}

// readWhole reads a whole number of a sheet, such as 12,000 or £12,000.00; false when it is none.
func readWhole(text string) (int, bool) {
	text = strings.NewReplacer("£", "", ",", "", " ", "").Replace(text)
	whole, rest, _ := strings.Cut(text, ".")
	n := 0
	for _, r := range whole {
		if r < '0' || r > '9' || n > mostSaved {
			return 0, false
		}
		n = 10*n + int(r-'0')
	}
	return n, whole != "" && strings.Trim(rest, "0") == "" && n <= mostSaved
}

// mostSaved is the largest figure of a benefit (the rules of ActionDetails).
const mostSaved = 1_000_000_000
