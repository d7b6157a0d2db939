package demo

import "github.com/sightline-readiness/sightline/readiness"

// Position statements: invented, about nobody, and without a figure of their own, since the pack has the council's beside them.

// leaversBefore was written before the audits of the visit that is over, leaversAudited with them.
var (
	leaversBefore = readiness.WritePosition{
		Focus: "care_leavers",
		Know: "Most care leavers know their adviser, and most advisers stay. Young people tell us so, and so does the forum.\n" +
			"Pathway plans are reviewed on time. Many list what services do and do not say what will be different for the young person.\n" +
			"We see less of those who live outside the county, and the record does not always say why.\n" +
			"Our grade of ourselves is requires improvement to be good.",
		How: "The leaving care team’s own list, gone through with its manager. Supervision records. The minutes of the accommodation panel.\n" +
			"We have not audited for this visit yet. The sample is drawn next week, so this rests more on figures and on managers’ knowledge than we would like.",
		Next: "Audit a sample with the workers and have every audit moderated. Then write this again.\n" +
			"Begin the new form of the pathway plan, which the forum helps to write.\n" +
			"Each adviser writes down how contact is kept with every young person outside the county.",
		Figures: "A message that was answered counts as contact in our list, as a visit does. The list does not tell the two apart.",
	}
	leaversAudited = readiness.WritePosition{
		Focus: "care_leavers",
		Know: "Relationships are our strength. Young people know their adviser, and advisers go on trying after a missed visit.\n" +
			"Planning is our weakness. Pathway plans are reviewed on time, but too few say what is to change, by when, and who does it. Supervision repeats the same line instead of asking why nothing has moved.\n" +
			"We see less of those who live outside the county, and the reason is not always written down.\n" +
			"Managers know who is not in suitable accommodation. The plans to move them on have no dates.\n" +
			"In one audit a risk that was plain in the record had not been assessed. It was acted on the same day.\n" +
			"Our grade of ourselves stays requires improvement to be good.",
		How: "Audits done with the worker, each moderated by somebody from quality assurance. Where the moderator’s grade differed, it was lower than the auditor’s. The grades are in this pack, under what audits show.\n" +
			"What young people said in the audits, and what the forum told us.\n" +
			"The red flags of the list, which managers have read and have not answered one by one yet. The minutes of the accommodation panel for three months.",
		Next: "By the end of next month: every plan reviewed says in the young person’s words what will be different. Team managers read them before they are signed off. The lead for care leavers answers for it.\n" +
			"Within two weeks: a date to move on for everybody in unsuitable accommodation, looked at by the panel each week.\n" +
			"Within a month: an agreement about contact with everybody outside the county.\n" +
			"In three months: audit the same young people again, whatever the letter says.",
		Figures: "Read the figures with two cautions. A message that was answered counts as contact in our list. And a plan that is on time is not yet a plan that says something: the audits show the difference.",
	}
)

// leaversOutline is what whoever leads the visit that comes put down for the lead of the focus area, and leaversNow what became of it. missingDraft is a first
// draft.
var (
	leaversOutline = readiness.WritePosition{
		Focus: "care_leavers",
		Know: "The last letter named three things: contact outside the county, plans that do not say what will change, and plans to move on that have no dates. Say where each of them stands.\n" +
			"Our grade of ourselves: to be agreed when more of the audits are moderated.",
		How:  "The re-audit of the young people of the last visit, the audits for this one, and the red flags.",
		Next: "To be written by the lead for care leavers.",
	}
	leaversNow = readiness.WritePosition{
		Focus: "care_leavers",
		Know: "The last letter named three things, and we have worked on all of them.\n" +
			"Plans: most of those on the new form say what will be different, and young people recognise them as theirs. Older plans do not, and we have not reached all of them.\n" +
			"Contact outside the county: advisers now agree with each young person how contact is kept. It is written down for most of them. Some are still seen less often than they would like.\n" +
			"Moving on: the panel asks for a date for everybody in unsuitable accommodation. Where there are few flats, dates slip, and we do not always tell the young person why.\n" +
			"What has not moved enough is supervision: it checks that things are done and seldom asks what is better.\n" +
			"Contact and moving on have no action of their own in the improvement plan: the team does the work, and nobody outside it checks whether it is done.\n" +
			"Our grade of ourselves is requires improvement to be good. It is a firmer one than before the last visit.",
		How: "We audited the same young people again after the last visit. Most were graded better, some the same, and one worse. We know why, and it is not the adviser’s doing alone.\n" +
			"The audits for this visit are under way. Those that are moderated are in this pack; some graded good by the auditor were not by the moderator, as last time.\n" +
			"The red flags of the newest list, with what was done about each. What the forum says. The minutes of the accommodation panel.",
		Next: "Before the visit: finish and moderate every audit, and answer the red flags that are open.\n" +
			"Within three months: every plan is on the new form at its next review, and young people grade it themselves.\n" +
			"This month: put contact outside the county and moving on into the improvement plan, each with an owner and a date.\n" +
			"From next month: each supervision record answers one question, what is better for this young person. Quality assurance reads ten of them a month.\n" +
			"The panel tells each young person in writing when a date has slipped, and why.",
		Figures: "Plans older than six months are the flag to look at. Reviews that were late have been held, and others came due while two advisers were on sick leave. This is real and not a change of recording.",
	}
	missingDraft = readiness.WritePosition{
		Focus: "missing",
		Know: "Episodes are known on the day. The list of who is missing is to reach senior managers the same morning, and the red flags show that it does not always.\n" +
			"Return interviews are offered to most children who come back. Too many are held late, or not at all, and what children say in them reaches their plan only in part.\n" +
			"We know little yet about children who are placed with us by other councils.",
		How: "The list of episodes and its red flags. The log of return interviews.\n" +
			"There are no audits for this visit yet: the sample is drawn and has not been given out.",
		Next: "Give the audits out, and read this year’s interviews against the plans of the children.\n" +
			"Another provider has begun to hold interviews as well. Write down whether it makes them quicker.",
		Figures: "Since last month the hour of an interview is recorded and not only the day. Part of the movement comes from that.",
	}
)

const (
	quietRoom = "Council offices, quiet rooms 1 and 2"
	meeting   = "Council offices, meeting room 3"
)

// firstTimetable are the two days of the visit that is over. What inspectors ask for on the first day has its time on the second.
var firstTimetable = []session{
	{0, "09:00", "09:45", "Welcome, and what we know of ourselves", meeting, "Director, assistant director, lead for care leavers, visit lead"},
	{0, "10:00", "12:30", "Reading records together with advisers", quietRoom, "Personal advisers, with a case navigator in each room"},
	{0, "13:15", "14:15", "How audits are done and moderated", meeting, "Quality assurance, two auditors"},
	{0, "14:30", "15:30", "Managers’ oversight, and the accommodation panel", meeting, "Manager of the leaving care team, housing service"},
	{0, "15:30", "16:30", "Inspectors’ own time", quietRoom, ""},
	{0, "16:30", "17:00", "Keep-in-touch meeting", meeting, "Director, visit lead"},
	{1, "09:00", "10:45", "Reading records, continued", quietRoom, "Personal advisers, with a case navigator in each room"},
	{1, "11:00", "12:00", "Kept free for what inspectors ask for on the first day", "", ""},
	{1, "13:00", "14:00", "Partners: housing, health, job centre and college", meeting, "Partners, with the lead for care leavers at the beginning"},
	{1, "14:15", "15:00", "Corporate parenting", meeting, "Lead member, director"},
	{1, "15:00", "16:15", "Inspectors’ own time", quietRoom, ""},
	{1, "16:15", "16:45", "Keep-in-touch meeting", meeting, "Director, assistant director, visit lead"},
	{1, "17:00", "17:30", "Provisional feedback, under embargo", meeting, "Director, assistant director, lead for care leavers, quality assurance, visit lead"},
}

// nextTimetable is the first day of the visit that comes, as far as it is drafted.
var nextTimetable = []session{
	{0, "09:00", "09:45", "Welcome, and what we know of ourselves", "Council offices, room to be booked", "Director, leads of the three focus areas, visit lead"},
	{0, "10:00", "12:30", "Care leavers: reading records together with advisers", "Council offices, rooms to be booked", "Personal advisers, with case navigators"},
	{0, "13:15", "14:30", "Missing children: the daily list, and return interviews", "", "Lead for missing children, police, whoever holds the interviews"},
	{0, "14:45", "16:00", "Exploitation: the risk panel", "", "Police; who else is to be agreed"},
	{0, "16:30", "17:00", "Keep-in-touch meeting", "", "Director, visit lead"},
}

// firstSpeakers were interviewed at the visit that is over; nextSpeakers are those named so far for the one that comes.
var (
	firstSpeakers = []speaker{
		{role: readiness.Director, post: "Director of children’s services"},
		{role: readiness.AssistantDirector, post: "Assistant director"},
		{role: readiness.LeadMember, post: "Lead member"},
		{role: readiness.AreaHead, post: "Area head, lead for care leavers", focus: "care_leavers"},
		{role: readiness.QualityAssurance, post: "Quality assurance, audits and moderation", focus: "care_leavers"},
		{group: "Manager of the leaving care team", post: "Team manager", focus: "care_leavers"},
		{group: "Six personal advisers", post: "Leaving care team, two of them new this year", focus: "care_leavers"},
		{group: "Housing, health, and the job centre", post: "Partners", focus: "care_leavers"},
	}
	nextSpeakers = []speaker{
		{role: readiness.Director, post: "Director of children’s services"},
		{role: readiness.AreaHead, post: "Area head, lead for care leavers", focus: "care_leavers"},
		{role: readiness.QualityAssurance, post: "Quality assurance, audits and moderation", focus: "care_leavers"},
		{group: "Personal advisers", post: "Leaving care team, to be chosen from every area", focus: "care_leavers", notConfirmed: true},
		{group: "Care leavers, through the forum", post: "Asked by the forum’s worker", focus: "care_leavers", notConfirmed: true},
		{role: readiness.AreaHead, post: "Area head, lead for missing children", focus: "missing", notConfirmed: true},
	}
)
