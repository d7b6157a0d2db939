package demo

// A lesson is a finding about practice as somebody wrote it down: invented, and about nobody.
type lesson struct {
	theme    string
	source   string
	where    string // the report, and where in it
	months   int    // ago that it was found
	days     int    // and these
	severity string
	text     string
	received int  // days later the report was received; 0 when nobody entered it
	repeats  bool // the earlier one of the same theme
	open     bool // no action answers it
}

// lessons stand in the order of their themes, the earliest first: each theme begins with one from before the plan.
var lessons = []lesson{
	{"Supervision and management oversight", "inspection", "Inspection report, area for improvement 1", 25, 0, "high", "Supervision is not regular or reflective enough to move children’s plans on.", 12, false, false},
	{"Supervision and management oversight", "forum", "Staff forum, spring", 13, 5, "medium", "Managers of two areas supervise more than ten workers each.", 0, false, false},
	{"Supervision and management oversight", "visit", "Monitoring visit letter, paragraph 9", 6, 10, "medium", "Management oversight is more regular; its records seldom say why a decision was taken.", 10, true, false},
	{"Care leavers", "inspection", "Inspection report, area for improvement 2", 25, 0, "high", "Too many care leavers are not in touch with their adviser, do not hold their health history, and have plans that do not say what is to change.", 12, false, false},
	{"Care leavers", "commissioner", "Commissioner’s second report, recommendation 4", 15, 0, "high", "The local offer is generous on paper and hardly known to young people.", 0, false, false},
	{"Care leavers", "complaint", "Complaints, themes of the half year", 8, 0, "medium", "Young people learn of entitlements from each other and not from their adviser.", 0, true, false},
	{"Care leavers", "visit", "Focused visit letter, area for priority action", 0, 27, "priority", "Young people aged 21 to 24 were closed without being told that they may come back.", 8, true, false},
	{"Plans that have an end", "inspection", "Inspection report, area for improvement 3", 25, 0, "high", "Child in need plans lack measurable outcomes and an end.", 12, false, false},
	{"Plans that have an end", "audit", "Thematic audit of child in need plans", 11, 0, "medium", "Eleven of twenty plans said what services do and not what is to change.", 0, true, false},
	{"Plans that have an end", "self_assessment", "Self-assessment, help and protection", 5, 0, "medium", "Core groups are held; what they change is not written down.", 0, false, false},
	{"Assessments", "inspection", "Inspection report, area for improvement 4", 25, 0, "medium", "Assessments do not use children’s history, and fathers are often missing.", 12, false, false},
	{"Assessments", "peer", "Peer review of the assessment service", 12, 10, "medium", "Timescales are met by finishing on day forty-five whatever the need.", 0, false, false},
	{"Children who go missing", "self_assessment", "Self-assessment, help and protection", 24, 20, "high", "Return home interviews are late and are not used in plans.", 0, false, false},
	{"Children who go missing", "practice_review", "Rapid review, learning point 3", 10, 0, "high", "A pattern of going missing was known to three services and put together by none.", 0, false, false},
	{"Children who go missing", "regulation_44", "Regulation 44 visits, themes of the quarter", 3, 0, "medium", "Two homes wait for interviews of children who came back a week before.", 0, true, false},
	{"Pre-proceedings", "inspection", "Inspection report, area for improvement 5", 25, 0, "high", "Pre-proceedings work takes too long and is not tracked.", 12, false, false},
	{"Pre-proceedings", "commissioner", "Commissioner’s second report, recommendation 7", 15, 0, "medium", "Specialist assessments are commissioned when proceedings begin and not before.", 0, false, false},
	{"Recording", "audit", "Baseline audit of files", 24, 25, "medium", "Records are written for the service and not for the child.", 0, false, false},
	{"Recording", "forum", "Staff forum, autumn", 7, 0, "low", "The same thing is typed into four forms.", 0, false, false},
	{"Recording", "complaint", "Complaints, themes of the half year", 2, 0, "medium", "Young people who ask for their file wait longer than the law allows.", 0, false, true},
	{"Front door", "inspection", "Inspection report, area for improvement 6", 25, 0, "high", "Decisions on contacts take too long, and consent is not always recorded.", 12, false, false},
	{"Front door", "scrutiny", "Scrutiny review of the front door, recommendation 2", 14, 0, "medium", "People who refer a child do not hear what became of it.", 0, false, false},
	{"Front door", "inspection", "Joint inspection letter, paragraph 6", 0, 11, "medium", "Health is not always part of strategy discussions.", 0, false, true},
	{"Private fostering", "self_assessment", "Self-assessment, help and protection", 24, 20, "medium", "Very few private fostering arrangements are notified.", 0, false, false},
	{"Private fostering", "scrutiny", "Scrutiny review of private fostering, recommendation 1", 4, 0, "low", "Members ask what schools know about private fostering.", 0, false, true},
	{"Homeless 16 and 17 year olds", "practice_review", "Practice review, finding 2", 24, 15, "high", "A young person was assessed three times by two services in one week.", 0, false, false},
	{"Homeless 16 and 17 year olds", "peer", "Peer review of housing and children’s services", 12, 10, "medium", "Young people are not told that they may choose care.", 0, false, false},
	{"Exploitation", "audit", "Multi-agency audit of exploitation", 24, 10, "high", "Police and council keep two lists that differ.", 0, false, false},
	{"Exploitation", "regulation_44", "Regulation 44 visits, themes of the quarter", 9, 0, "medium", "Homes are not told when a child’s level was lowered.", 0, false, false},
	{"Exploitation", "forum", "Staff forum, summer", 4, 15, "low", "Workers are not told what became of the places that they report.", 0, false, true},
	{"Audit and learning", "self_assessment", "Self-assessment, impact of leaders", 24, 20, "high", "Audit grades are more favourable than what moderation finds.", 0, false, false},
	{"Audit and learning", "visit", "Monitoring visit letter, paragraph 14", 6, 10, "medium", "Actions from audits are not always followed to the end.", 10, true, false},
	{"Audit and learning", "peer", "Peer review of quality assurance", 1, 20, "low", "Families’ views are in one audit of four.", 0, false, true},
}
