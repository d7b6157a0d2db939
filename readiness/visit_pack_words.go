package readiness

import (
	"slices"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// AnnexALists are the names of the eleven lists of the Annex A, by number (domain.md 2.1); 0 is the upload as a whole.
var AnnexALists = []string{
	"The whole upload", "Contacts", "Early help", "Referrals", "Assessments", "Section 47 enquiries", "Children in need",
	"Child protection", "Children in care", "Leaving care", "Adoption", "Adopters",
}

// PackAction is an action as a pack keeps it.
func PackAction(r ActionRow) PackedAction {
	a := PackedAction{Reference: r.Reference, Title: r.Title, Status: r.Status, Due: r.Due, Evidence: r.Supports + r.Against}
	if r.Status.Running() {
		a.Overdue = r.Overdue
	}
	if r.Status == ActionClaimed {
		a.SaidDone = r.ClaimedOn
	}
	if r.Status.Shown() {
		a.ShownDone = r.Verified
	}
	return a
}

// State is where the action stood, as a sentence without its full stop.
func (a PackedAction) State() string {
	switch {
	case a.Status == ActionDropped:
		return "Dropped without being done"
	case a.Status == ActionLasted:
		return "Shown done" + onDay(a.ShownDone) + ", and it lasted"
	case a.Status == ActionRetest:
		return "Shown done" + onDay(a.ShownDone) + ", and waiting to be looked at again"
	case a.Status.Shown():
		return "Shown done" + onDay(a.ShownDone)
	case a.Status == ActionClaimed:
		return "Said done" + onDay(a.SaidDone) + ", and not yet checked"
	case a.Overdue > 0:
		return "Not done, due " + a.Due.Long() + ", " + count(a.Overdue, "working day") + " late"
	}
	return "Not done, due " + a.Due.Long()
}

func onDay(day calendar.Date) string {
	if day.IsZero() {
		return ""
	}
	return " on " + day.Long()
}

// State is what became of the finding, in a few words: what its actions have shown at least.
func (f PackedFinding) State() string {
	live, said, shown, lasted := 0, 0, 0, 0
	for _, a := range f.Actions {
		if a.Status == ActionDropped {
			continue
		}
		live++
		if a.Status == ActionClaimed {
			said++
		}
		if a.Status.Shown() {
			shown++
		}
		if a.Status == ActionLasted {
			lasted++
		}
	}
	switch {
	case f.RepeatedBy > 0:
		return "Found again later"
	case live == 0:
		return "No action answers it"
	case lasted == live:
		return "Shown done, and it lasted"
	case shown == live:
		return "Shown done"
	case shown+said == live:
		return "Said done, not yet shown"
	case shown > 0:
		return "Partly shown done"
	}
	return "Not done yet"
}

// Answered reports whether something is done about the finding: by an action, or in the name of a later finding that repeats it.
func (f PackedFinding) Answered() bool {
	return f.RepeatedBy > 0 || slices.ContainsFunc(f.Actions, func(a PackedAction) bool { return a.Status != ActionDropped })
}
