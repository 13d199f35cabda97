package io.katsuo.bench.results;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTableTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 0",
                "1 | 1.000",
                "12.3456 | 12.35",
                "999.96 | 1000.0",
                "1234567.8 | 1,234,568",
                "0.0123456 | 0.01235",
                "0.0001 | 1.0e-04",
                "-2.5 | -2.500",
                "NaN | -",
            })
    void numbersHaveFourDigits(double value, String text) {
        assertEquals(text.replace("1000.0", "1,000.0"), TextTable.number(value));
    }

    @Test
    void textStandsAtTheLeftAndNumbersAtTheRight() {
        TextTable table = new TextTable(2, "name", "p", "score");
        table.add("a", "long", "1");
        table.add("abcdef", "", "12345678");
        assertEquals(
                "name    p        score\na       long         1\nabcdef        12345678\n",
                table.toString().replace(System.lineSeparator(), "\n"));
    }
}
