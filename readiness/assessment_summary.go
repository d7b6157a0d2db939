package readiness

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// An AssessmentSummary is a self-assessment on one page, for elected members and everybody who has five minutes.
type AssessmentSummary struct {
	Sections  []ReportSection
	Graded    int // criteria with an agreed grade
	Criteria  int
	Strongest []ReportCriterion // by agreed grade, then by confidence; the best first
	Weakest   []ReportCriterion // the worst first; none that is among the strongest
	Next      []SummaryStep
	Actions   int // improvement actions
	Shown     int // of these, shown to have worked
	Voice     []ReportEvidence
	Voices    int // pieces in which children and families speak
	Against   int // of these, those that speak against
}

// A SummaryStep is what the council does next about one of its weakest criteria.
type SummaryStep struct{ Criterion, Words string }

const (
	mostNamed = 3   // criteria at each end, and what follows from them
	mostVoice = 2   // pieces of children and families
	mostWords = 110 // characters of a sentence on a page of big print
)

// Summary puts the report on one page.
func (r AssessmentReport) Summary() AssessmentSummary {
	s := AssessmentSummary{Sections: r.Sections, Criteria: len(r.Criteria()), Next: []SummaryStep{}}
	graded := r.graded()
	s.Graded = len(graded)
	best := min(mostNamed, (s.Graded+1)/2)
	s.Strongest, s.Weakest = graded[:best], slices.Clone(graded[max(best, s.Graded-mostNamed):])
	slices.Reverse(s.Weakest)
	for _, c := range s.Weakest {
		words := firstSentence(c.Text.Next, mostWords)
		if words != "" && !slices.ContainsFunc(s.Next, func(n SummaryStep) bool { return n.Words == words }) {
			s.Next = append(s.Next, SummaryStep{c.Code, words})
		}
	}
	for _, a := range r.Actions() {
		s.Actions++
		if a.Status.Shown() {
			s.Shown++
		}
	}
	s.hear(r.Evidence())
	return s
}

// graded are the criteria with an agreed grade, the strongest first.
func (r AssessmentReport) graded() []ReportCriterion {
	all := slices.DeleteFunc(r.Criteria(), func(c ReportCriterion) bool { return r.Framework.Step(c.Agreed) < 0 })
	slices.SortStableFunc(all, func(a, b ReportCriterion) int {
		return cmp.Or(r.Framework.Step(a.Agreed)-r.Framework.Step(b.Agreed), unsure(a.Confidence)-unsure(b.Confidence))
	})
	return all
}

// unsure is the place of a confidence among Confidences, the surest first; nobody is less sure than who says nothing.
func unsure(confidence string) int {
	i := slices.IndexFunc(Confidences, func(c Choice) bool { return c.Code == confidence })
	if i < 0 {
		return len(Confidences)
	}
	return i
}

// hear finds what children and families say. What speaks against comes first: it is what a summary leaves out most easily.
func (s *AssessmentSummary) hear(evidence []ReportEvidence) {
	against, others := []ReportEvidence{}, []ReportEvidence{}
	for _, e := range evidence {
		switch {
		case e.Kind != "voice":
		case e.Bears == Contradicts:
			against = append(against, e)
		default:
			others = append(others, e)
		}
	}
	s.Against, s.Voices = len(against), len(against)+len(others)
	s.Voice = slices.Concat(against, others)
	s.Voice = s.Voice[:min(mostVoice, s.Voices)]
}

var sentenceEnd = regexp.MustCompile(`[.!?]\s`)

// firstSentence is the first sentence of a text, cut between two words where it is longer than most characters.
func firstSentence(text string, most int) string {
	text = strings.TrimSpace(text)
	if at := sentenceEnd.FindStringIndex(text); at != nil {
		text = text[:at[0]+1]
	}
	text = strings.Join(strings.Fields(text), " ")
	if utf8.RuneCountInString(text) <= most {
		return text
	}
	cut := string([]rune(text)[:most])
	if i := strings.LastIndex(cut, " "); i > 0 {
		cut = cut[:i]
	}
	return strings.TrimRight(cut, " ,;:") + "…"
}
