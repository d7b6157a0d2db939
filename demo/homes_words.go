package demo

import "github.com/sightline-readiness/sightline/readiness"

// A dwelling is a children's home: invented, as everybody in it.
type dwelling struct {
	name, runBy, provider, manager string
	places, day                    int   // day of the month on which it is visited
	ahead                          int   // months beyond this one whose visits are planned
	misses, unwritten              []int // months ago without a visit, and with one that has no report
	visitors                       []string
	restraints, missing            int // in a usual month
}

var dwellings = []dwelling{
	{"Larkspur House", readiness.RunByCouncil, "", "Ottoline Marsh", 5, 4, 1, nil, nil, []string{"Barnaby Thistle", "Cordelia Wren"}, 1, 2},
	{"Saltmarsh Lodge", readiness.RunByProvider, "Two Rivers Homes (fictional)", "Fergus Holm", 3, 11, 0, []int{4}, []int{1}, []string{"Cordelia Wren"}, 4, 1},
	{"The Old Bakery", readiness.RunByProvider, "Two Rivers Homes (fictional)", "Imelda Croft", 4, 19, 0, []int{0}, nil, []string{"Councillor Drusilla Penn", "Barnaby Thistle"}, 2, 4},
}

// A caller is somebody independent who visits homes.
type caller struct{ name, role, works, employer, tie string }

// Linus Farrow visits none: he works for the provider of two, and his sister works in the third.
var callers = []caller{
	{"Barnaby Thistle", "Independent consultant", readiness.WorksElsewhere, "Thistle and Daughter (fictional)", ""},
	{"Cordelia Wren", "Children’s rights charity", readiness.WorksElsewhere, "Heard (fictional)", ""},
	{"Councillor Drusilla Penn", "Corporate parenting board", readiness.WorksAsMember, "", "Saltmarsh Lodge"},
	{"Linus Farrow", "Two Rivers Homes", readiness.WorksElsewhere, "Two Rivers Homes (fictional)", "Larkspur House"},
}

// A counsel is what one report recommends.
type counsel struct {
	home     string
	back     int // months ago
	text     string
	standard string
	days     int    // until it is due
	done     string // what shows that it is done; "" while it is open
	known    bool   // the improvement plan answers it already
}

var advice = []counsel{
	{"Larkspur House", 7, "Put up the children’s own house rules where they see them.", "7", 40, "The rules hang in the kitchen, drawn by two of the children.", false},
	{"Larkspur House", 2, "Ask each child after coming back from being missing, within three days, and bring what they say into their plan.", "12", 60, "", true},
	{"Saltmarsh Lodge", 5, "Have a manager talk every restraint through with the child and with the staff on the next day.", "11", 30, "Seen in five of five records of the quarter.", false},
	{"Saltmarsh Lodge", 2, "Find a school place for every child of school age.", "8", 25, "", false},
	{"The Old Bakery", 1, "Mend the fence towards the road.", "12", 45, "", false},
}

// evident is how many months ago the reports are that are evidence for the self-assessment.
const evident = 3

// words are the report on a home so many months ago.
func (h *household) words(back int) readiness.WriteHomeReport {
	w := readiness.WriteHomeReport{
		Safeguarded: "yes", SafeguardedWhy: "Staff knew what to do when a child was missing, and records were made on the same day.",
		Wellbeing: "yes", WellbeingWhy: "Children were at ease with staff, ate together and had somebody to talk to.",
		Restraints: h.restraints * (back % 3) / 2, Missing: h.missing * (back % 4) / 2, Complaints: back % 5 / 3,
		Said: childrenSay[back%len(childrenSay)],
	}
	for i, s := range readiness.DefaultHomeRules().Standards {
		x := readiness.HomeStandard{Code: s.Code, Finding: "met"}
		if (i+back)%7 == 0 {
			x.Finding = "unseen"
		}
		w.Standards = append(w.Standards, x)
	}
	if h.name == "Saltmarsh Lodge" && back < 4 {
		w.Wellbeing, w.WellbeingWhy = "no", "Two of three children have no school place and spend the day in the house."
		w.Standards[2].Finding, w.Standards[2].Text = "not", "Two of three children have no school place."
	}
	if back%3 == 2 {
		w.Standards[5].Finding, w.Standards[5].Text = "partly", "Talks after restraints were late in one of the records."
	}
	return w
}

var childrenSay = []string{
	"They like the new cook. They want the door to the garden open in the evening.",
	"They know who visits and why. One asked whether anything ever comes of it.",
	"The staff listen. They would like to see their brothers and sisters more often.",
	"It is loud at night. They have asked for a second living room.",
	"They chose the colours of their rooms, and two want to cook for all once a week.",
}
