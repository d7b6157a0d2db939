package demo

import "github.com/sightline-readiness/sightline/readiness"

// askedOnSite is what inspectors asked for on each day, and what they were told: invented, and about nobody.
var askedOnSite = [][]struct {
	inspector, part, asked, did, missing string
	child                                bool
}{
	{
		{"Lead inspector", "focus", "The minutes of the accommodation panel of the last three months, with the tracker of its actions.", "Three sets of minutes and the tracker were put into the inspectors’ folder.", "The minutes are there and the tracker is not.", false},
		{"Second inspector", "audits", "The audits of pathway plans of the last six months, with what moderation changed.", "Eight audits with both sets of grades, and a page on what moderation changed.", "", false},
		{"Second inspector", "", "A young person has not been seen for nine weeks, and the record does not say who knows where they are.", "The duty adviser visited the same afternoon. The young person is well, and a visit every week is agreed with the hostel.", "", true},
		{"Lead inspector", "communications", "To speak to four care leavers without staff in the room.", "The forum found four who want to. The room at the youth centre is booked for tomorrow at eleven.", "", false},
	},
	{
		{"Lead inspector", "focus", "Which of the offers to young people aged 21 to 25 were answered, and what came of them.", "The log of offers with its answers: 61 sent, 38 answered, 14 young people came back.", "", false},
		{"Second inspector", "focus", "How staff know that a plan on the screen is the one that the young person has.", "The page of the procedure, and two examples in which the young person signed their copy.", "", false},
	},
}

// notesOnSite are the notes of the daily meetings.
var notesOnSite = []readiness.WriteVisitDay{
	{Said: "Relationships between advisers and young people are a strength. Plans do not yet say what is going to be different. A worry about one young person was raised and was settled the same day.", Present: "Lead inspector, second inspector, director, visit lead", Follows: "Speak to four care leavers tomorrow at eleven. Look at three plans together with their advisers."},
	{Said: "Young people spoke warmly of their advisers, and of moving too often. Managers know the figures. Dates in plans are rare.", Present: "Lead inspector, second inspector, director, assistant director, visit lead", Follows: "Provisional feedback this afternoon, under embargo."},
}

// saidAtTheEnd is what the inspectors said, before there was a letter.
var saidAtTheEnd = []readiness.AddFeedback{
	{About: "Care leavers", Said: "Most young people are known well. Contact with those outside the county is thin, and the reason is not always written down."},
	{About: "Care leavers", Said: "Pathway plans are on time. Few say what is to change, by when, and who does it. Leaders had said so themselves."},
	{About: "Impact of leaders", Said: "Leaders’ own audits come to the same grades as the inspectors did. That is new, and it was noticed."},
}

// auditConcern is what an auditor was worried about, and what was done.
var auditConcern = struct{ asked, did string }{
	"The last three notes speak of an older man who pays the rent. No assessment of risk followed, and nobody has asked adult safeguarding.",
	"The adviser saw the young person alone today. A strategy discussion with the police and adult safeguarding is held tomorrow at nine, and the landlord is known to both.",
}
