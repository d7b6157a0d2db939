package annexa

// A kind says how the cells of a column are read.
type kind uint8

const (
	text   kind = iota // anything, taken as it stands
	ref                // an identifier
	date               // a day
	number             // a whole number, 0 or more
	age                // years, often with decimals
	code               // one of a set of codes
)

func (k kind) String() string {
	return [...]string{"text", "reference", "date", "whole number", "age", "code"}[k]
}

// A field names a column's meaning, whichever list it stands on and however its header is written.
type field uint8

// The fields of the eleven lists (domain.md 2.2).
const (
	noField field = iota
	childID
	gender
	ethnicity
	birthDate
	ageYears
	disability
	team
	worker

	contactDate
	source
	earlyHelpStart
	earlyHelpEnd
	earlyHelpBy
	referralDate
	referralNFA
	referralCount
	assessmentStart
	assessmentSeen
	assessmentEnd
	assessmentOutcome
	enquiryStart
	conferenceUnneeded
	conferenceDate
	conferencePlan
	enquiryCount
	conferenceCount

	needStart
	primaryNeed
	lastSeen
	needEnd
	needEndReason
	caseStatus

	planStart
	firstAbuse
	latestAbuse
	planVisit
	seenAlone
	planReview
	planEnd
	policePowers
	earlierPlans

	asylum
	careStart
	secondPeriod
	legalStart
	legalStatus
	careReview
	careVisit
	permanence
	reviewerVisit
	healthDate
	dentalDate
	placementCount
	careEnd
	careEndReason
	placementStart
	placementType
	placementBy
	postcode
	urn
	placementIn
	placementCouncil
	missingCount
	absentCount
	interviewOffered
	interviewAccepted

	adviser
	eligibility
	pathwayReview
	inTouch
	touchDate
	accommodation
	suitability
	activity

	familyID
	adoptionDecision
	placementOrder
	matchDate
	placedDate
	adoptionOrder
	adoptionReversed
	reversalReason
	earlyPlacement

	adopterID
	fosters
	adopterEnquiry
	stage1Start
	stage1End
	stage2Start
	stage2End
	applied
	approved
	adopterMatch
	adopterPlaced
	adopterChildren
	adopterOrder
	adopterLeft
	adopterLeftReason

	fieldCount
)

// A column is one column of a list as the specification writes it.
type column struct {
	field    field
	header   string
	kind     kind
	required bool // must be filled on every row
	newer    bool // in the newer layout only
	set      *codeSet
	aliases  []string // other headers seen for it, as folded by foldHeader
}

func may(f field, k kind, header string) column { return column{field: f, kind: k, header: header} }

func must(f field, k kind, header string) column {
	return column{field: f, kind: k, header: header, required: true}
}

func (c column) from(set *codeSet) column {
	c.kind, c.set = code, set
	return c
}

func (c column) inNewer() column {
	c.newer = true
	return c
}

func (c column) also(aliases ...string) column {
	c.aliases = append([]string(nil), aliases...)
	return c
}

// A list is one of the eleven, with its columns in the specification's order.
type list struct {
	number  int
	name    string
	columns []column
	place   [fieldCount]int8 // where a field stands in columns, or -1
}

func newList(number int, name string, groups ...[]column) *list {
	l := &list{number: number, name: name}
	for i := range l.place {
		l.place[i] = -1
	}
	for _, group := range groups {
		for _, c := range group {
			l.place[c.field] = int8(len(l.columns))
			l.columns = append(l.columns, c)
		}
	}
	return l
}

func (l *list) column(f field) *column { return &l.columns[l.place[f]] }

func (l *list) has(f field) bool { return l.place[f] >= 0 }

// A ColumnInfo describes one column for documentation and for test data.
type ColumnInfo struct {
	Header   string
	Kind     string // "text", "reference", "date", "whole number", "age" or "code"
	Required bool
	Codes    []string // as the specification writes them, such as "a) Yes"; nil for other kinds
}

// Columns returns the columns of a list (1 to 11) in order, in a layout ("older" or "newer"). It returns nil for any other list.
func Columns(number int, layout string) []ColumnInfo {
	if number < 1 || number > len(lists) {
		return nil
	}
	var out []ColumnInfo
	for _, c := range lists[number-1].columns {
		if c.newer && layout == Older {
			continue
		}
		info := ColumnInfo{Header: c.header, Kind: c.kind.String(), Required: c.required}
		if c.set != nil {
			info.Codes = c.set.spellings(layout)
		}
		out = append(out, info)
	}
	return out
}

// ListName returns the short name of a list (1 to 11), such as "Children in need", and "" for any other number.
func ListName(number int) string {
	if number < 1 || number > len(lists) {
		return ""
	}
	return lists[number-1].name
}
