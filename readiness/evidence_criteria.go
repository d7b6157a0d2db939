package readiness

import (
	"context"
	"regexp"
	"slices"
	"strings"
)

// EvidenceByCriterion answers what there is for the criteria of an inspection framework. Evidence belongs to criteria by their codes alone, whatever the
// version of the framework and whatever cycle is under way.
type EvidenceByCriterion interface {
	// LinkEvidence has a piece belong to more criteria, or to fewer.
	LinkEvidence(ctx context.Context, id string, l LinkEvidence, asked Asked) (Evidence, error)
	// EvidenceOf are the pieces in force of some criteria by their codes, what they show newest first; every code that was asked for has an entry.
	EvidenceOf(ctx context.Context, viewer Actor, codes []string) (map[string][]Evidence, error)
	// EvidenceMeters are the meters of all criteria that have evidence in force, in the order of their codes.
	EvidenceMeters(ctx context.Context, viewer Actor) ([]CriterionMeter, error)
}

// LinkEvidence has a piece of evidence belong to some criteria more, and to some no longer. It changes nothing else of the piece.
type LinkEvidence struct {
	Link   []string `json:"link" validate:"max=20,dive,max=20"`
	Unlink []string `json:"unlink" validate:"max=20,dive,max=20"`
}

// mostCriteria is how many criteria one piece may belong to: what shows everything shows nothing.
const mostCriteria = 20

// Apply gives the criteria of a piece as they are afterwards.
func (l LinkEvidence) Apply(e Evidence) ([]string, error) {
	if !e.InForce() {
		return nil, Errorf(Conflict, "This evidence has been withdrawn or replaced, so what it belongs to stays as it is.")
	}
	if err := checkCriteria("link", l.Link); err != nil {
		return nil, err
	}
	after := slices.DeleteFunc(append(slices.Clone(e.Criteria), l.Link...), func(code string) bool { return slices.Contains(l.Unlink, code) })
	slices.SortFunc(after, CompareCriteria)
	after = slices.Compact(after)
	switch {
	case len(after) > mostCriteria:
		return nil, FieldErrorf("link", "A piece of evidence can belong to %d criteria at most. Choose those that it says most about.", mostCriteria)
	case len(after) == 0 && len(e.Actions) == 0 && len(e.Steps) == 0:
		return nil, FieldErrorf("unlink", "It would belong to nothing any more. Withdraw it instead, or link it to another criterion first.")
	case slices.Equal(after, e.Criteria):
		return nil, FieldErrorf("link", "Give the code of a criterion to which it does not belong yet, or choose one to which it is no longer to belong.")
	}
	return after, nil
}

// CriterionCodes reads the codes that somebody typed, with commas or blanks between them, each once and in capitals.
func CriterionCodes(typed string) []string {
	codes := []string{}
	for _, code := range strings.FieldsFunc(strings.ToUpper(typed), func(r rune) bool { return strings.ContainsRune(",; \t\r\n", r) }) {
		if !slices.Contains(codes, code) {
			codes = append(codes, code)
		}
	}
	return codes
}

var criterionCode = regexp.MustCompile(`^[A-Z0-9][A-Z0-9.-]{0,19}$`)

// checkCriteria refuses what cannot be the code of a criterion. Whether a framework has it is not asked: evidence may be there before the framework is.
func checkCriteria(field string, codes []string) error {
	for _, code := range codes {
		if !criterionCode.MatchString(code) {
			return FieldErrorf(field, "“%s” cannot be the code of a criterion. Codes are capitals and figures, such as HP11.", code)
		}
	}
	return nil
}

// CompareCriteria puts codes into the order in which people count: HP2 before HP11.
func CompareCriteria(a, b string) int {
	stem := func(code string) (letters string, figures int) {
		letters = strings.TrimRight(code, "0123456789")
		for _, c := range code[len(letters):] {
			figures = figures*10 + int(c-'0')
		}
		return letters, figures
	}
	aLetters, aFigures := stem(a)
	bLetters, bFigures := stem(b)
	if aLetters != bLetters {
		return strings.Compare(aLetters, bLetters)
	}
	if aFigures != bFigures {
		return aFigures - bFigures
	}
	return strings.Compare(a, b)
}
