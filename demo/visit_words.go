package demo

// firstVisit is what people did about the first visit's steps otherwise than a few days ahead.
var firstVisit = map[string]meaning{
	"brief_staff":        {days: 2},
	"complete_documents": {days: 6, left: true}, // it reached an area head first
	"book_rooms":         {days: 1},
	"check_recording":    {days: -4, spared: "The monthly dip sample looked at the same records two weeks ago.", granted: true},
	"keep_in_touch":      {days: 0}, // not before there was something to write down
	"note_feedback":      {days: 0},
	"update_plan":        {days: 3},
}

// rehearsed is what was late or missing when the call was rehearsed.
var rehearsed = map[string]meaning{
	"tell_staff":      {days: 1},
	"run_lists":       {days: 2},
	"send_lists":      {days: 2},
	"send_structure":  {days: 4},
	"send_minutes":    {never: true},
	"ask_consent":     {never: true},
	"name_navigators": {never: true},
	"match_rooms":     {days: 1},
}

// rehearsedFirst is what was late or missing half a year before that: more of it.
var rehearsedFirst = map[string]meaning{
	"tell_staff":      {days: 2},
	"run_lists":       {days: 3},
	"send_lists":      {days: 4},
	"send_structure":  {never: true},
	"send_minutes":    {never: true},
	"ask_consent":     {never: true},
	"name_navigators": {never: true},
	"match_rooms":     {days: 3},
	"send_quality":    {never: true},
	"share_enquiries": {never: true},
}

// nextVisit is what people do about the steps of the visit that comes: care leavers are ahead, and the other two wait for their samples.
var nextVisit = map[string]meaning{
	"define_cohort/missing":           {days: 3},
	"take_baseline/exploitation":      {days: 4},
	"approve_sample/exploitation":     {never: true},
	"approve_sample/missing":          {never: true},
	"assign_audits/exploitation":      {never: true},
	"assign_audits/missing":           {never: true},
	"plan_inadequate/exploitation":    {never: true},
	"plan_inadequate/missing":         {never: true},
	"turn_themes/exploitation":        {never: true},
	"turn_themes/missing":             {days: 4},
	"answer_flags/exploitation":       {never: true, left: true}, // it waits with its area head
	"check_recording/missing":         {days: -11, spared: "Recording is looked at each week in the missing panel, with the same list."},
	"write_position/care_leavers":     {days: -6},
	"complete_documents/exploitation": {days: 1},
}

// letterFindings are what the letter about care leavers said.
var letterFindings = []lesson{
	{theme: "Care leavers", source: "visit", where: "Monitoring visit letter on care leavers, paragraph 6", severity: "medium", text: "Most young people know their adviser. Those who live outside the county are seen less often, and it is not always recorded why.", open: true},
	{theme: "Care leavers", source: "visit", where: "Monitoring visit letter on care leavers, paragraph 8", severity: "high", text: "Pathway plans are reviewed on time and seldom say what will be different for the young person.", repeats: true, open: true},
	{theme: "Care leavers", source: "visit", where: "Monitoring visit letter on care leavers, paragraph 11", severity: "medium", text: "Managers know which young people are not in suitable accommodation. Plans to move them on have no dates.", open: true},
}

// stepWords are what people attach to steps, where they say more than the run-up does.
var stepWords = map[string]struct{ kind, title, text string }{
	"define_cohort":      {"document", "Who belongs to the cohort, and who owns its list", "Agreed with the data team. The list is run on the first of each month by the same query."},
	"take_baseline":      {"data", "Figures as they stand at the beginning", "The figures of the last month end, the extract of the list, and the grades of the last quarter’s audits."},
	"assign_audits":      {"document", "Who audits which case", "Nobody has a case of their own team. Two auditors were changed because they had known the case."},
	"plan_inadequate":    {"document", "Plans for two cases graded inadequate", "Each was discussed with the team manager the same day, with visits and a date to look again."},
	"turn_themes":        {"document", "Three themes, each with an owner and a date", "Plans that do not say what is to change, young people’s words that are not used, and health that is asked for late."},
	"hold_area_heads":    {"document", "Minutes of the accountability meeting", "Each head of service said what they answer for. Two dates were brought forward."},
	"write_position":     {"document", "What we know, how we know it and what next", "The honest grade is requires improvement. What is strong is relationships; what is weak is planning ahead."},
	"brief_staff":        {"document", "Who was briefed, and when", "Three briefings, and a recording for those who were on leave. Workers asked most often who will sit with the inspector."},
	"check_recording":    {"audit", "Cases that were behind, and when they were brought up to date", "Eleven cases were behind by more than ten days. All were brought up to date within the week."},
	"complete_documents": {"document", "The list of documents, with the version of each", "Two policies were past their date of review and were looked at again."},
	"book_rooms":         {"document", "Rooms and accounts", "Two rooms for each day, and a test of each account from the inspectors’ own network."},
	"keep_in_touch":      {"document", "Notes of both keep-in-touch meetings", "Nothing that had not been said during the day. Two documents were asked for and sent the same evening."},
	"note_feedback":      {"document", "The feedback as it was said", "Written down by two people and compared. It is under embargo until the letter is published."},
	"update_plan":        {"document", "The improvement plan with the letter’s findings", "Each finding has its place. Two actions were changed, and one is new."},
	"report_board":       {"document", "The report to the board, and its minute", "The board asked for the same figures in three months."},
	"tell_people":        {"document", "Who was told what the letter says", "Staff in two meetings, partners by letter, and young people by the care leavers’ forum, who wrote the page themselves."},
}
