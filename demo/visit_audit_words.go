package demo

import "github.com/sightline-readiness/sightline/readiness"

const (
	good       = "good"
	lacking    = "requires_improvement"
	inadequate = "inadequate"
)

// firstAudits are what was found before the visit on care leavers, in the order of the sample.
var firstAudits = []manuscript{
	{finds: lacking, writes: 2, looks: 2, talks: 1},
	{finds: good, moderated: lacking, writes: 3, looks: 1, talks: 2},
	{finds: lacking, writes: 3, looks: 2, talks: 1},
	{finds: good, moderated: inadequate, third: lacking, writes: 2, looks: 2, talks: 2},
	{finds: inadequate, writes: 2, looks: 1, talks: 1, concern: true},
	{finds: lacking, writes: 5, looks: 2, talks: 1, conflict: 2},
	{finds: good, writes: 4, looks: 2, talks: 1},
	{finds: good, writes: 4, looks: 3, talks: 2},
}

// againAudits are what was found with the same children after the visit: most better, two the same, and one worse. The last was late, and is not moderated yet.
var againAudits = []manuscript{
	{finds: good, writes: 4, looks: 2, talks: 2},
	{finds: good, writes: 6, looks: 3, talks: 2},
	{finds: lacking, writes: 5, looks: 2, talks: 3},
	{finds: good, writes: 7, looks: 2, talks: 2},
	{finds: lacking, writes: 3, looks: 2, talks: 1},
	{finds: good, moderated: lacking, writes: 6, looks: 3, talks: 2},
	{finds: lacking, writes: 8, looks: 2, talks: 2},
	{finds: good, writes: 30, stops: readiness.CaseAuditModeration, more: true},
}

// nextAudits are those for the visit that comes, given out twelve working days ago: one is done, one waits to be talked through, one is with a third reviewer,
// two wait for moderation, one is late, one went to somebody else, and one child was replaced.
var nextAudits = []manuscript{
	{finds: lacking, writes: 3, looks: 2, talks: 2},
	{finds: good, moderated: lacking, writes: 6, looks: 2, stops: readiness.CaseAuditFeedback},
	{finds: good, moderated: inadequate, writes: 5, looks: 3, stops: readiness.CaseAuditThird},
	{finds: lacking, writes: 8, stops: readiness.CaseAuditModeration},
	{finds: good, writes: 9, stops: readiness.CaseAuditModeration},
	{},
	{conflict: 8},
	{},
	{},
}

var whyWords = map[string]string{
	"outstanding": "The young person was heard throughout, and every plan was followed to its end.",
	good:          "The work is sound and has made a difference. What is missing is small and known.",
	lacking:       "The young person is seen and liked, and the plan does not say what is to be different. Nobody asked why it did not move.",
	inadequate:    "A risk that is plain in the record was not assessed, and nobody above knew of it.",
}

// recordWords are what the record shows, by the code of a section: when it is good, and when it is not.
var recordWords = map[string][2]string{
	"voice":         {"Their own words open the plan, and the last review changed because of them.", "The record says what professionals think. Their own words are in one note of eleven."},
	"assessment":    {"The assessment was renewed after the move, and it draws on their history.", "The assessment is two years old and does not know of the new relationship."},
	"plan":          {"Each action has a name and a date, and the last ones were done.", "Six actions say support and none says what is to change."},
	"visits":        {"Seen at home every four weeks, and more often after the move.", "Nine weeks without a visit, and the record does not say why."},
	"oversight":     {"Supervision asks what is different for the young person, and sets dates.", "Supervision lists what is to be done. The same line stands there four times."},
	"multi_agency":  {"Housing and health come to the reviews and do what they said.", "Adult services were asked twice and have not answered. Nobody took it further."},
	"identity":      {"Faith, family and friends shape the plan.", "Their ethnicity is recorded as not known."},
	"recording":     {"Clear, up to date, and written to the young person.", "Notes are weeks late, and the contact on the list is not in the record."},
	"impact":        {"They keep their flat, are back at college, and say so.", "A year of visits, and the record does not show what is better."},
	"accommodation": {"A settled flat that they chose, with a plan for the rent.", "The third temporary place this year. No date to move on."},
	"health_work":   {"They have their health history, a doctor, and an apprenticeship.", "No health history was given, and the plan leaves education blank."},
	"entitlements":  {"The grant was used for the kitchen, and the council tax is settled.", "The setting-up grant was mentioned once. Nothing shows that it was claimed."},
}

var differenceWords = map[string][2]string{
	"outstanding": {"They say that it changed what they think they can do.", "They are safe, settled and proud of it, and others learn from how it was done."},
	good:          {"They trust their adviser and ask early.", "Life is steadier than half a year ago."},
	lacking:       {"Little so far: they like the visits and nothing has moved.", "It is not clear from the record."},
	inadequate:    {"None that the record shows.", "It left them where they were, with a risk that nobody named."},
}

var (
	voiceWords = []string{
		"“I know who to ring. I would like to know what happens when I am twenty-five.”", "“They turn up. That is more than others did.”",
		"“I had three advisers in a year. This one stayed.”", "“Nobody told me about the grant.”",
	}
	strengthWords = []string{"A relationship that has lasted.", "Persistence after every missed visit.", "Honest recording of what did not work.", "Good work with the college."}
	wantedWords   = []string{
		"Say in the plan what is to be different by the summer; adviser, two weeks.", "Give the health history; adviser, this month.",
		"Take the delay of adult services to the panel; team manager, one week.", "Renew the assessment of risk; adviser, ten working days.",
	}
	practitionerWords = []string{
		"It was fair. I had not seen how long the line about housing had stood there.", "I agree with most of it. The visits were made and I wrote them up late.",
		"It helped to read it together. We changed the plan in the same hour.", "I would have liked to be asked earlier.",
	}
)
