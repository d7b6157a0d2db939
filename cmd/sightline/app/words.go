package app

import "strconv"

// number writes 3412 as 3,412.
func number(n int) string {
	if n < 0 {
		return "-" + number(-n)
	}
	if n < 1000 {
		return strconv.Itoa(n)
	}
	rest := strconv.Itoa(n % 1000)
	return number(n/1000) + "," + "000"[len(rest):] + rest
}

// counted is a number and its noun: "1 list", "11 lists".
func counted(n int, one, many string) string {
	if n == 1 || n == -1 {
		return number(n) + " " + one
	}
	return number(n) + " " + many
}

func days(n int) string { return counted(n, "day", "days") }

func working(n int) string { return counted(n, "working day", "working days") }
