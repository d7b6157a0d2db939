package web

// needWords and legalWords are Annex A's codes in words (domain.md section 2.3). A code that is not here is shown as it came.
var (
	needWords = map[string]string{
		"N0": "not stated", "N1": "abuse or neglect", "N2": "child's disability or illness", "N3": "parental disability or illness",
		"N4": "family in acute stress", "N5": "family dysfunction", "N6": "socially unacceptable behaviour", "N7": "low income",
		"N8": "absent parenting", "N9": "cases other than children in need",
	}
	legalWords = map[string]string{
		"C1": "interim care order", "C2": "full care order", "D1": "freeing order granted", "E1": "placement order granted",
		"V2": "single period of accommodation under section 20", "V3": "agreed series of short term breaks",
		"V4": "agreed series of short term breaks, individual episodes", "L1": "under police protection", "L2": "emergency protection order",
		"L3": "child assessment order", "J1": "remanded to local authority accommodation", "J2": "placed in local authority accommodation under PACE",
		"J3": "youth rehabilitation order",
	}
)

// coded is a code with its words: "N4, family in acute stress".
func coded(code string, words map[string]string) string {
	if w, ok := words[code]; ok {
		return code + ", " + w
	}
	return code
}
