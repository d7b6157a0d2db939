package papers

import (
	"regexp"
	"strings"
)

const (
	kin  = `(?:[Cc]hild|[Ss]on|[Dd]aughter|[Bb]oy|[Gg]irl|[Bb]aby|[Tt]oddler|[Tt]eenager|[Bb]rother|[Ss]ister|[Ss]ibling|[Pp]upil)`
	full = `(\p{Lu}[\p{L}’'-]*\p{Ll}(?: \p{Lu}\.)? \p{Lu}[\p{L}’'-]*\p{Ll})`
)

var (
	// "the child, Amy Smith", "her son Amy Smith", "a girl called Amy Smith"
	kinFirst = regexp.MustCompile(`\b` + kin + `[,:;]? [(–-]? ?(?:(?:is |was )?(?:named|called|known as) |(?:is|was) )?` + full)
	// "Amy Smith, her daughter", "Amy Smith is a child of", "Amy Smith (child)", "Amy Smith’s son"
	nameFirst = regexp.MustCompile(full + `(?:[’']s?)?,? ?(?:\(|is |was )?(?:a |an |the |her |his |their )?(?:\d+[- ]year[- ]old )?` + kin + `\b(?:[.,;:)’'!?]|\n|$| (?:of|who|whose|was|is|has|had|aged|and|with|lives|lived|at|from)\b)`)
)

// hasChildsName finds two words that look like a person's first and last name right beside a word for a child. Words of the trade begin with capitals
// too, so a pair with one of them is none.
func hasChildsName(text string) bool {
	for _, look := range []*regexp.Regexp{kinFirst, nameFirst} {
		for _, found := range look.FindAllStringSubmatch(text, -1) {
			if isPerson(found[1]) {
				return true
			}
		}
	}
	return false
}

func isPerson(pair string) bool {
	for word := range strings.FieldsSeq(pair) {
		word = strings.ToLower(strings.TrimSuffix(strings.TrimSuffix(word, "’s"), "'s"))
		if len(word) < 2 || notNames[word] {
			return false
		}
	}
	return true
}

// notNames are words that begin with a capital in titles and in the names of teams, boards, laws and plans, and are hardly ever a person's.
var notNames = func() map[string]bool {
	all := map[string]bool{}
	for word := range strings.FieldsSeq(`
		a about abuse academy act action adult after age aged all an and annual approach are area assault assessment assessments assurance at attendance audit audits authority
		baby be been behaviour birth board boards borough boy boys brief brother by care carer carers case cases centre chair chief child childhood children children’s city
		clinic college commissioner community complaint complaints conference conferences contact council counsellor county court criminal crown daughter death decision
		dental department development director disability disabilities district domestic duty each early east education emergency emotional england english event every
		evidence experience experiences exploitation family families father feedback figures file files final findings first focus for form foster fostering foundation
		framework friday from general girl girls group groups guidance had has head health hearing help her high his history home homes hospital house how hub human impact improvement
		in inclusion independent infant initial inspection interview into is journey joint junior key leaving letter level life list lives local looked low
		manager managers matters may measure medical medium meeting meetings mental missing monday month monthly mother names national needs neglect network new nhs north not
		notes number nurse nursery nursing of office officer on one online operations or our out outcome outcomes overview panel parent parents partner partners partnership permanence
		person personal physical placement plan planning plans play police policy poverty practice pre premium previous primary priority procedure process programme progress
		protection protocol public pupil pupils quality quarter quarterly quotes rates record records referral referrals regulation report reports residential response result results return
		review reviews rights risk road sample saturday saw school schools secondary section seen sees service services sexual she sibling sister six social son south speech
		staff standards story street strategy summary sunday support survey talk team teams that the their themes then there they this thursday to told tool towards tracker
		training transition trust tuesday two unaccompanied under unit update views village visit visits voice voices was we wednesday week weekly welfare well west what when where
		who wishes with witness work worker workers working workshop year yearly years young your youth
		january february march april june july august september october november december`) {
		all[word] = true
	}
	return all
}()
