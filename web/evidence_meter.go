package web

import (
	"strings"

	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// An EvidenceMeter shows how well a criterion is evidenced, on any page: {{template "evidencemeter" .Meter}}.
type EvidenceMeter struct{ readiness.EvidenceMeter }

// Words sum it up.
func (m EvidenceMeter) Words() string {
	if m.Pieces == 0 {
		return strings.TrimSpace("None of the " + thousands(len(m.EvidenceMeter.Kinds)) + " kinds of evidence." + m.heard())
	}
	words := thousands(m.Had()) + " of " + thousands(len(m.EvidenceMeter.Kinds)) + " kinds of evidence, in " + counted(m.Pieces, "piece") + ". "
	switch m.Against {
	case 0:
		words += "None speaks against."
	case 1:
		words += "1 speaks against."
	default:
		words += thousands(m.Against) + " speak against."
	}
	if m.Oldest == m.Newest {
		return words + " It shows what was so on " + m.Newest.Long() + "." + m.heard()
	}
	return words + " The oldest shows what was so on " + m.Oldest.Long() + ", the newest on " + m.Newest.Long() + "." + m.heard()
}

// heard says what was heard from partners and does not count.
func (m EvidenceMeter) heard() string {
	switch m.Noise {
	case 0:
		return ""
	case 1:
		return " 1 answer of a partner was heard and judged to be noise."
	}
	return " " + thousands(m.Noise) + " answers of partners were heard and judged to be noise."
}

// Kinds are the six kinds with how many there are and the newest, then what is of none of them.
func (m EvidenceMeter) Kinds() govuk.SummaryList {
	list := govuk.SummaryList{Classes: "app-meter"}
	for _, k := range m.EvidenceMeter.Kinds {
		text := "None"
		if k.Pieces > 0 {
			text = counted(k.Pieces, "piece") + ", newest " + k.Newest.Long()
		}
		list.Rows = append(list.Rows, govuk.Row(readiness.ChoiceText(readiness.EvidenceKinds, k.Kind), text))
	}
	if m.Others > 0 {
		list.Rows = append(list.Rows, govuk.Row("Complaints and documents", counted(m.Others, "piece")))
	}
	return list
}

// missingKinds names the kinds of evidence that a criterion has not, in a sentence; "" when it has all.
func missingKinds(m readiness.EvidenceMeter) string {
	var names []string
	for _, code := range m.Missing() {
		names = append(names, lowerFirst(readiness.ChoiceText(readiness.EvidenceKinds, code)))
	}
	if len(names) == 0 {
		return ""
	}
	return "Missing: " + listed(names)
}
