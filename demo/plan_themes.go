package demo

// A theme is one chapter of the improvement plan. All of it is invented, and it is about nobody.
type theme struct {
	name      string
	lean      lean
	judgement string // of ILACS
	framework string // of the National Framework
	records   string // what an audit of it looks at
	figure    string // what its performance report counts
	voices    string // who is asked about it
	partner   string
	boards    []string
	risk      string
	ideas     []idea
}

// An idea is one thing to do about a theme. Where its title has a place in it, several areas do it, each for itself.
type idea struct {
	title, outcome, steps, measure, target, criterion string
}

// lean is how one-sided a theme's evidence is.
type lean int

const (
	balanced    lean = iota
	allPositive      // nobody has looked for what speaks against it
	allFigures       // nobody has looked at practice
	allOld           // nobody has looked lately
)

const (
	board      = "Improvement board"
	safeguards = "Safeguarding partnership"
	parents    = "Corporate parenting board"
	scrutiny   = "Scrutiny committee"
)

// themes are the chapters, after what reports ask for most (domain.md, fact 7).
var themes = []theme{
	{
		name: "Supervision and management oversight", judgement: "LEAD", framework: "enabler_2", records: "supervision records",
		figure: "supervision held on time", voices: "social workers", partner: "the principal social worker’s network", boards: []string{board, scrutiny},
		risk: "Drift in plans goes unseen for months, and new workers carry decisions alone.",
		ideas: []idea{
			{"Reflective supervision every month in the %s teams", "Children’s plans move on because somebody thinks about them with their social worker every month.", "Book a year of dates for every worker.\nUse the reflective template in each session.\nTeam managers look at three records a month together.", "Share of supervisions held within five weeks, and an audit of how reflective they are", "95% on time; 8 of 10 reflective", "LM04"},
			{"Say on the record why a manager decided what they decided", "A child who reads their file later can see who decided what, and why.", "Agree what a decision note holds.\nAdd it to the case system’s form.\nDip sample 30 decisions a quarter.", "Share of sampled decisions with reasons and a timescale", "9 of 10", "LM04"},
			{"Give new social workers protected supervision in their first year", "Children have workers who stay, because the first year is bearable.", "Weekly supervision for twelve weeks, then fortnightly.\nA named practice educator for each.\nCaseloads capped in the first year.", "Supervision held weekly in the first twelve weeks, and who has stayed after a year", "90%; 8 of 10 stayed", "LM05"},
			{"Bring team managers’ spans down to seven in the %s teams", "Managers know each child’s plan well enough to question it.", "Recruit two advanced practitioners.\nMove supervision of students to them.\nReport spans monthly.", "Workers for each manager, at the end of each month", "7 at most", "LM05"},
			{"Let heads of service look at ten children’s files a month", "Leaders know what practice is like from children’s files and not from reports about them.", "Draw ten files by lot.\nWrite one page on what was learned.\nBring the pages to the monthly practice meeting.", "Files looked at each month, and what was changed because of them", "10 a month for each head", "LM01"},
		},
	},
	{
		name: "Care leavers", judgement: "CL", framework: "outcome_4", records: "pathway plans", figure: "care leavers in touch in the last eight weeks",
		voices: "the care leavers’ forum", partner: "the housing service", boards: []string{board, parents}, risk: "Young people leave care without a plan, a home or anybody to call.",
		ideas: []idea{
			{"Introduce personal advisers at sixteen in the %s teams", "Young people know their personal adviser well before they turn eighteen.", "List everybody who turns sixteen in the next half year.\nFirst meeting together with the social worker.\nReport who has none each month.", "Share of young people aged 16 and 17 with a named adviser", "95%", "CL01"},
			{"Give every care leaver their health history", "Young people hold their own health history and can show it to a doctor.", "Agree the form with the health team.\nGive it at the last review before eighteen.\nOffer it again to those who left without one.", "Share aged 18 who have signed for their health history", "90%", "CL07"},
			{"Write pathway plans with young people that they would read", "Young people know what is in their plan and say that it is theirs.", "Two workshops with the forum on the form.\nTry it with 20 young people.\nAudit 15 plans together with young people.", "Plans graded good by an audit that young people took part in", "8 of 10", "CL02"},
			{"Make the local offer known and used", "Young people get what they are entitled to without having to ask twice.", "Rewrite the offer with the forum.\nA card with the five things that matter.\nCount what is claimed each quarter.", "Young people who say in the yearly survey that they know the offer", "80%", "CL08"},
			{"Offer support again every year from twenty-one to twenty-five", "Nobody loses support because a letter was never sent.", "List everybody closed at twenty-one in the last four years.\nWrite, call and visit.\nA yearly offer, logged.", "Share aged 21 to 24 with an offer in the last twelve months", "100%", "CL09"},
		},
	},
	{
		name: "Plans that have an end", judgement: "HELP", framework: "outcome_1", records: "child in need plans", figure: "children in need open longer than a year",
		voices: "parents", partner: "schools and health visitors", boards: []string{board, safeguards}, risk: "Families live with services for years while nothing changes for the child.",
		ideas: []idea{
			{"Rewrite child in need plans with an end in the %s teams", "Families know what has to change, by when, and what happens then.", "A plan has three outcomes at most.\nEach has a date and somebody’s name.\nFamilies get it in writing within a week.", "Plans with outcomes that can be measured and an end date, by audit", "9 of 10", "HP08"},
			{"Look at every child in need plan after six months", "Plans that do not work are changed before a year has gone.", "A meeting chaired by somebody outside the team.\nClose, step up, or change the plan.\nReport the three answers monthly.", "Share of plans looked at within seven months", "95%", "HP11"},
			{"Put a contingency into every child protection plan", "When a plan does not work, everybody knows what happens next.", "Chairs ask for it at the first conference.\nAdd it to the form.\nDip sample 20 plans a quarter.", "Plans with a contingency that says who does what", "10 of 10", "HP08"},
			{"Hold core groups on time and write down what changed in the %s teams", "The people around a child meet often enough to see whether life gets better.", "Dates for three months at the first meeting.\nMinutes within five days.\nChairs tell the head when two are missed.", "Core groups held within the timescale", "92%", "HP09"},
			{"Help families of children under one together", "Babies get one plan from everybody and not five from each.", "One joint visit in the first fortnight.\nA lead professional by name.\nParents say what helped at the end.", "Second plans within two years for children who were under one", "12% at most", "HP08"},
		},
	},
	{
		name: "Assessments", lean: allPositive, judgement: "HELP", framework: "outcome_3", records: "assessments", figure: "assessments within 45 working days",
		voices: "parents", partner: "schools", boards: []string{board}, risk: "Plans answer the last incident and not the child’s history.",
		ideas: []idea{
			{"Bring the child’s history into every assessment in the %s teams", "Decisions rest on what a child has lived through and not on the last incident.", "A chronology before the first visit.\nManagers ask for it at the midpoint.\nAudit 20 a quarter.", "Assessments that use history, by audit", "8 of 10", "HP07"},
			{"Work with fathers and with other carers who live elsewhere", "Children’s fathers are known, asked and counted on.", "Ask at the front door who else cares.\nA section of its own in the form.\nTraining for all teams.", "Assessments in which every parent was spoken to", "85%", "HP07"},
			{"Set a date for each assessment by need and not by the limit", "Children who need help soon do not wait for day forty-five.", "Managers set a date at allocation.\nCheckpoint after ten days.\nReport by need.", "Assessments finished by the date that was set for them", "85%", "HP07"},
			{"Assess young carers in their own right in the %s teams", "Children who care for somebody are seen as children.", "A joint form with adult services.\nSchools know whom to ring.\nA worker for young carers in each area.", "Young carers with an assessment of their own", "60 a year", "HP21"},
			{"Look at neglect with one tool that everybody uses", "Neglect is named early and in the same words by everybody.", "Choose the tool with partners.\nTrain 200 people.\nReview its use after half a year.", "Cases of neglect in which the tool was used", "90%", "HP13"},
		},
	},
	{
		name: "Children who go missing", judgement: "HELP", framework: "outcome_3", records: "return home interviews", figure: "return home interviews within 72 hours",
		voices: "young people", partner: "the police’s missing unit", boards: []string{safeguards, parents}, risk: "Children go missing again before anybody has asked them why.",
		ideas: []idea{
			{"Offer a return home interview to every child within a day", "Children are asked soon after they come back what happened and what would help.", "Interviewers on weekends too.\nA call within the day, then a visit.\nChase those who decline by another way.", "Interviews done within 72 hours of those who came back", "85%", "HP15"},
			{"Use what children say in interviews in their plans in the %s teams", "What a child tells the interviewer changes the plan.", "Interview in the file within two days.\nThe social worker says what changes.\nDip sample 15 a quarter.", "Plans that changed because of an interview, by sample", "8 of 10", "HP15"},
			{"Tell area heads every morning who is missing", "Somebody senior knows by nine who is missing and what is being done.", "One list from police and council.\nSent at half past seven.\nHeads answer by ten.", "Mornings on which the list was answered by ten", "98%", "HP15"},
			{"Hold a strategy meeting after three times missing in the %s teams", "Children who keep going missing get a plan that everybody shares.", "The system flags the third time.\nMeeting within five days.\nPolice and health attend.", "Children with three episodes in 90 days who had a meeting", "95%", "HP15"},
			{"Look for patterns in places and times each quarter", "Places that draw children away are known and dealt with.", "A quarterly analysis with police.\nThree places to act on.\nBring it to the partnership.", "Analyses done, and places acted on", "4 a year", "CC13"},
		},
	},
	{
		name: "Pre-proceedings", lean: allFigures, judgement: "HELP", framework: "outcome_3", records: "pre-proceedings files", figure: "weeks in pre-proceedings",
		voices: "parents", partner: "legal services", boards: []string{board, safeguards}, risk: "Children wait in limbo, and courts are asked too late.",
		ideas: []idea{
			{"Track every child in pre-proceedings weekly", "No child waits in pre-proceedings without somebody asking why.", "One tracker for all areas.\nA meeting every week.\nLegal gives dates.", "Weeks in pre-proceedings, on average", "16 at most", "HP12"},
			{"Write letters before proceedings that parents understand", "Parents know what has to change and have time to do it.", "Plain words, two pages.\nRead by two parents before use.\nExplained in person.", "Letters that meet the standard, by legal’s check", "95%", "HP12"},
			{"Finish parenting assessments before proceedings in the %s teams", "Courts have what they need on the first day, so that children do not wait.", "Commission at the first meeting.\nSpecialist assessors in each area.\nReport delays weekly.", "Assessments finished when proceedings begin", "75%", "CC02"},
			{"Decide on the next step by week sixteen in the %s teams", "Each family knows by week sixteen whether it goes to court.", "A review at week eight.\nA head’s decision at week sixteen.\nReasons for any longer.", "Families with a decision by week sixteen", "90%", "HP12"},
			{"Offer a family group conference before any letter", "Families make their own plan before the council makes one.", "Offer within ten days.\nFour coordinators.\nReport who was offered what.", "Families offered a conference before a letter", "95%", "HP22"},
		},
	},
	{
		name: "Recording", judgement: "LEAD", framework: "enabler_2", records: "case files", figure: "visits recorded within five days", voices: "young people who read their file",
		partner: "the system’s supplier", boards: []string{board}, risk: "Whoever opens a file at night does not find what they need.",
		ideas: []idea{
			{"Write to the child in the %s teams", "A young person who reads their file finds somebody who knew them.", "Workshops with care-experienced people.\nTen good examples.\nWriting buddies in each team.", "Files graded good for how they are written, by audit", "8 of 10", "HP10"},
			{"Record visits within five days", "Everybody who opens a file knows when the child was last seen.", "Time for writing in the diary.\nMobile recording for all.\nWeekly list for managers.", "Visits recorded within five working days", "92%", "LM03"},
			{"Keep one chronology for each child", "A child’s story is in one place and up to date.", "Agree what goes in.\nUpdate it every quarter.\nManagers sign it off.", "Children with a chronology updated in the last quarter", "90%", "LM03"},
			{"Put a summary on the first page of each file in the %s teams", "Whoever answers a call at night knows within a minute who the child is.", "A form of half a page.\nUpdated at each review.\nOut of hours tells what is missing.", "Files with a summary from the last three months", "95%", "HP06"},
			{"Mend the twelve fields that make reports wrong", "Leaders can trust the figures that they look at.", "List wrong entries weekly.\nTeams mend them on Fridays.\nChange the forms.", "Wrong entries in the twelve fields", "50 at most", "LM03"},
		},
	},
	{
		name: "Front door", judgement: "HELP", framework: "enabler_1", records: "contacts and referrals", figure: "decisions within one working day", voices: "parents and callers",
		partner: "police and health in the hub", boards: []string{board, safeguards}, risk: "Calls wait in a queue while a child does not.",
		ideas: []idea{
			{"Decide on every contact within a day", "Families hear within a day what happens with the call about them.", "Two more decision makers.\nA board that shows the queue.\nEscalate what is six hours old.", "Contacts decided within one working day", "95%", "HP03"},
			{"Tell callers what became of their referral", "Teachers and doctors know that they were heard and ring again.", "A letter within three days.\nA line to ring for advice.\nAsk callers each quarter.", "Referrers who heard back within three days", "90%", "HP02"},
			{"Ask for consent and write down the answer", "Families know who talks about them and why.", "A script for the first call.\nA field that cannot be left out.\nDip sample 25 a month.", "Contacts with consent, or a reason for going without", "98%", "HP03"},
			{"Step families up and down without a second door in the %s teams", "Families keep somebody they know when the kind of help changes.", "Joint visit at each step.\nNo new assessment within three months.\nAsk families.", "Steps with a joint visit", "85%", "HP02"},
			{"Hold strategy discussions on the day in the %s teams", "Children at risk are talked about on the same day by everybody who knows them.", "Health on the line by noon.\nMinutes the same day.\nReport those without health.", "Discussions on the same day, with police and health", "90%", "HP04"},
		},
	},
	{
		name: "Private fostering", lean: allOld, judgement: "HELP", framework: "outcome_3", records: "private fostering files", figure: "private fostering visits on time", voices: "young people",
		partner: "schools and language schools", boards: []string{safeguards}, risk: "Children live with people whom nobody has looked at.",
		ideas: []idea{
			{"Make private fostering known to schools and doctors", "Children who live with somebody else’s family are known to us.", "A letter to all heads.\nTen minutes at each training.\nA page with three questions.", "Notifications in a year", "25", "HP19"},
			{"Visit within a week and then every six weeks", "Privately fostered children are seen, alone, in the place where they live.", "Dates set at notification.\nWeekly list.\nA second worker for leave.", "Visits within the timescale", "95%", "HP19"},
			{"Assess private foster carers within 42 days", "Children live with people who were looked at.", "One assessor in each area.\nPanel monthly.\nTrack each.", "Assessments within 42 days", "90%", "HP19"},
			{"Ask at every school admission who the child lives with in the %s area", "Arrangements come to light when a child starts school.", "Add a question to the form.\nAdmissions rings the hub.\nReview after a term.", "Admissions with the question answered", "95%", "HP19"},
			{"Report on private fostering to the partnership every year", "Partners know how many children there are and what they say.", "Write the report with young people’s words.\nPresent it in autumn.\nThree things to change.", "Report presented, and what was changed", "1 a year", "HP19"},
		},
	},
	{
		name: "Homeless 16 and 17 year olds", judgement: "HELP", framework: "outcome_3", records: "joint assessments", figure: "joint assessments on the same day", voices: "young people who were homeless",
		partner: "the housing options team", boards: []string{safeguards, scrutiny}, risk: "Young people sleep on sofas or in hotels and are never told their rights.",
		ideas: []idea{
			{"Assess homeless young people together with housing on the same day", "A young person tells their story once.", "One protocol signed by both.\nA joint duty rota.\nA form for both.", "Joint assessments begun on the same day", "90%", "HP17"},
			{"Tell young people their rights in words that they understand", "Young people choose between care and a tenancy knowing what each means.", "A leaflet and a short film made with young people.\nAn advocate offered each time.\nSigned that it was explained.", "Files that show rights explained and an advocate offered", "10 of 10", "HP17"},
			{"End the use of bed and breakfast for under-eighteens", "No child sleeps in a hotel.", "Four emergency rooms with hosts.\nA director’s decision for any exception.\nWeekly report.", "Nights in bed and breakfast", "0", "CL05"},
			{"Mediate with families in the first three days in the %s area", "Young people go home where that is safe.", "Two mediators.\nFirst visit within a day.\nAsk after a month.", "Young people at home after a month where that is safe", "40%", "HP17"},
			{"Learn from each young person who was homeless twice", "The same thing does not happen again to the next one.", "A short review of each.\nFour a year to the board.\nOne change from each.", "Reviews done, and changes made", "4 a year", "HP17"},
		},
	},
	{
		name: "Exploitation", judgement: "HELP", framework: "enabler_1", records: "exploitation risk assessments", figure: "exploitation risks reviewed on time", voices: "young people",
		partner: "police and youth justice", boards: []string{safeguards, parents}, risk: "Children slip out of sight when their level is lowered.",
		ideas: []idea{
			{"Keep one list with the police of children at risk", "Everybody works from the same list, and no child is missing from it.", "Compare weekly.\nOne owner on each side.\nSigned monthly by both.", "Differences between the two lists at the end of a month", "0", "HP14"},
			{"Review each child’s level every twelve weeks in the %s teams", "Help changes when the risk changes.", "Dates set at each review.\nA list to managers each week.\nNo lowering without a manager.", "Reviews within twelve weeks", "95%", "HP14"},
			{"Put the exploitation plan into the child’s own plan", "A child has one plan and not two.", "One form.\nPanel’s actions go in within two days.\nDip sample 15 a quarter.", "Panel’s actions found in the child’s plan", "9 of 10", "HP14"},
			{"Look again at children whose level was lowered in the %s teams", "Nobody drops out of sight because a form was filled in.", "Three months after each.\nBy somebody else.\nReport what was found.", "Lowered levels looked at again", "100%", "HP14"},
			{"Disrupt places and people, and write down what it achieved", "Places become safer and not only the children’s plans.", "A log with partners.\nMonthly meeting.\nQuarterly to the partnership.", "Disruptions with a known result", "80%", "HP14"},
		},
	},
	{
		name: "Audit and learning", judgement: "LEAD", framework: "enabler_2", records: "audits", figure: "audit actions done on time", voices: "families whose file was audited",
		partner: "another council’s auditors", boards: []string{board, scrutiny}, risk: "We believe our own grades and find out from inspectors.",
		ideas: []idea{
			{"Moderate one audit in five from outside the service", "Grades mean the same whoever gives them.", "Two auditors from another council.\nDraw one in five.\nTalk about each difference.", "Audits whose grade stayed after moderation", "85%", "LM02"},
			{"Ask each family whose file is audited", "Audits know what it was like for the family.", "Three questions by phone.\nAuditor rings within a week.\nAnswers in the report.", "Audits with the family’s view", "70%", "LM02"},
			{"Close the loop on audit actions in the %s teams", "What an audit finds is put right for that child.", "Actions with dates.\nManagers answer within ten days.\nQuality assurance looks again at one in three.", "Audit actions shown done within six weeks", "90%", "LM02"},
			{"Bring complaints into learning each quarter", "People who complained see what changed because of them.", "One page each quarter.\nRead at the practice meeting.\nWrite to complainants.", "Themes with a change made", "4 a quarter", "LM10"},
			{"Watch practice twice a year in every team in the %s area", "Good conversations with children are seen and spread.", "Observers trained.\nTwo visits a team.\nFeedback the same day.", "Observations done, and graded good", "2 a team; 8 of 10", "LM06"},
		},
	},
}
