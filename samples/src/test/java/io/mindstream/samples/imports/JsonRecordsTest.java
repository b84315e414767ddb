package io.mindstream.samples.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonRecordsTest {
    @TempDir
    Path dir;

    private Heard read(String content) throws IOException {
        return read(content, 0, new Heard());
    }

    private Heard read(String content, long skip, Heard heard) throws IOException {
        Path file = Files.writeString(dir.resolve("data.jsonl"), content);
        new JsonRecords(file, "data.jsonl", dir).read(skip, heard);
        return heard;
    }

    /** One record in the layouts of the documentation of TRL, LLaMA-Factory and LLaVA, and plain ones. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                // TRL, conversational with typed parts; prompt and completion; the picture inside the content
                "{'images': ['a.png'], 'messages': [{'role': 'user', 'content': [{'type': 'image'}, {'type': 'text', 'text': 'What is it?'}]}, {'role': 'assistant', 'content': [{'type': 'text', 'text': 'a knot'}]}]}",
                "{'images': [{'path': 'a.png', 'bytes': null}], 'prompt': [{'role': 'user', 'content': 'What is it?'}], 'completion': [{'role': 'assistant', 'content': 'a knot'}]}",
                "{'image': 'a.png', 'prompt': 'What is it?', 'completion': 'a knot'}",
                "{'messages': [{'role': 'system', 'content': 'Be brief.'}, {'role': 'user', 'content': [{'type': 'image', 'image': 'a.png'}, {'type': 'text', 'text': 'What is it?'}]}, {'role': 'assistant', 'content': 'a knot'}]}",
                // LLaMA-Factory: OpenAI's and ShareGPT's form, Alpaca's
                "{'messages': [{'role': 'user', 'content': '<image>What is it?'}, {'role': 'assistant', 'content': 'a knot'}], 'images': ['a.png']}",
                "{'conversations': [{'from': 'human', 'value': '<image>What is it?'}, {'from': 'gpt', 'value': 'a knot'}], 'images': ['a.png']}",
                "{'instruction': 'What is it?', 'input': '', 'output': 'a knot', 'images': ['a.png']}",
                // LLaVA
                "{'id': '000', 'image': 'a.png', 'conversations': [{'from': 'human', 'value': '<image>\\nWhat is it?'}, {'from': 'gpt', 'value': 'a knot'}]}",
                // plain
                "{'image': 'a.png', 'question': 'What is it?', 'answer': 'a knot'}",
                "{'file_name': 'a.png', 'qa': [{'question': 'What is it?', 'answer': 'a knot'}]}",
                "{'image': 'a.png', 'question': 'What is it?', 'answer': ['a knot', 'knot']}",
            })
    void everyLayoutGivesTheSameQuestion(String record) throws IOException {
        for (String content : List.of(record + "\n", "[" + record + ",\n" + record + "]", "\ufeff" + record)) {
            Heard heard = read(content.replace('\'', '"'));

            assertThat(heard.bad).isEmpty();
            assertThat(heard.records).isNotEmpty().allSatisfy(found -> {
                assertThat(found.turns()).containsExactly(RawTurn.question("What is it?", "a knot"));
                assertThat(found.picture()).isEqualTo(new RawPicture.InFile(dir.resolve("a.png"), "a.png"));
            });
            assertThat(heard.origins.get(0)).isEqualTo("data.jsonl:1");
        }
    }

    @Test
    void severalTurnsCaptionsLabelsAndOptionsAreAllTaken() throws IOException {
        Heard heard = read(
                """
                {"image": "a.png", "conversations": [{"from": "human", "value": "One?"}, {"from": "gpt", "value": "1"}, {"from": "human", "value": "Two?"}, {"from": "gpt", "value": "2"}]}
                {"image": "a.png", "captions": ["a boat", "a red boat"], "label": "boat"}

                {"image": "data:image/png;base64,AAEC", "question": "Which?", "options": ["left", "right"], "answer": "B"}
                {"image": {"bytes": "AAEC", "path": "x.png"}, "question": "Is it?", "answer": true}
                """);

        assertThat(heard.bad).isEmpty();
        assertThat(heard.origins).containsExactly("data.jsonl:1", "data.jsonl:2", "data.jsonl:4", "data.jsonl:5");
        assertThat(heard.records.get(0).turns())
                .containsExactly(RawTurn.question("One?", "1"), RawTurn.question("Two?", "2"));
        assertThat(heard.records.get(1).turns())
                .containsExactly(RawTurn.caption("a boat"), RawTurn.caption("a red boat"), RawTurn.label("boat"));
        assertThat(heard.records.get(2).turns().get(0).reply()).isEqualTo("right");
        assertThat(((RawPicture.InMemory) heard.records.get(2).picture()).bytes())
                .containsExactly(0, 1, 2);
        assertThat(heard.records.get(3).turns().get(0).reply()).isEqualTo("yes");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'image': 'a.png'                                         | not JSON: Unexpected end-of-input",
                "[{'image': 'a.png', 'caption': 'c'}                        | nothing behind it is read",
                "7                                                         | not a JSON object",
                "{'image': 'a.png', 'caption': 'c'} trailing                | not JSON",
                "{'image': 'a.png'}                                        | neither messages, conversations",
                "{'caption': 'c'}                                          | image: no picture is named",
                "{'images': ['a.png', 'b.png'], 'caption': 'c'}            | images: 2 pictures where one is taken",
                "{'image': 'https://example.org/a.png', 'caption': 'c'}    | pictures are not fetched",
                "{'image': 7, 'caption': 'c'}                              | image: neither a path nor bytes",
                "{'image': 'data:image/png;base64,@@', 'caption': 'c'}     | a data URL that is not base64",
                "{'image': 'a.png', 'question': 'Q?'}                      | answer: missing beside question",
                "{'image': 'a.png', 'question': '', 'answer': 'A'}         | question: empty",
                "{'image': 'a.png', 'question': '<image>', 'answer': 'A'}  | nothing but the picture's mark",
                "{'image': 'a.png', 'caption': ' '}                        | caption: empty",
                "{'image': 'a.png', 'caption': {'x': 1}}                   | caption: text is expected",
                "{'image': 'a.png', 'messages': 'hello'}                   | messages: a list is expected",
                "{'image': 'a.png', 'messages': [{'role': 'user', 'content': 'Q?'}]} | messages: no question with a reply",
                "{'image': 'a.png', 'messages': [{'role': 'assistant', 'content': 'A'}]} | messages[0]: a reply to no question",
                "{'image': 'a.png', 'messages': [{'role': 'judge', 'content': 'A'}]} | messages[0]: role 'judge' is not known",
                "{'image': 'a.png', 'question': 'Q?', 'options': ['a', 'b'], 'answer': 'c'} | answer: 'c' is none of the options",
                "{'image': 'a.png', 'question': 'Q?', 'options': ['a', 'b'], 'answer': 'xyz'} | answer: 'xyz' is none of the options",
            })
    void aBadRecordNamesItsLineAndField(String record, String problem) throws IOException {
        Heard heard = read("\n" + record.replace('\'', '"') + "\n");

        assertThat(heard.bad)
                .singleElement()
                .asString()
                .startsWith("data.jsonl:")
                .contains(problem);
    }

    @Test
    void readingGoesOnAfterABadLineAndWhereItStopped() throws IOException {
        String content =
                """
                {"image": "1.png", "caption": "one"}
                no json
                {"image": "3.png", "caption": "three"}
                {"image": "4.png", "caption": "four"}""";
        assertThat(read(content).origins).containsExactly("data.jsonl:1", "data.jsonl:3", "data.jsonl:4");

        Heard first = read(content, 0, new Heard(2));
        Heard second = read(content, 2, new Heard());
        assertThat(first.origins).containsExactly("data.jsonl:1");
        assertThat(first.bad).singleElement().asString().startsWith("data.jsonl:2: not JSON");
        assertThat(second.origins).containsExactly("data.jsonl:3", "data.jsonl:4");

        String array = "[{\"image\": \"1.png\", \"caption\": \"one\"}, {\"image\": \"2.png\", \"caption\": \"two\"}]";
        assertThat(read(array, 1, new Heard()).origins).containsExactly("data.jsonl:2");
    }

    @Test
    void bytesThatAreNoTextAreABadRecord() throws IOException {
        Path file = dir.resolve("data.jsonl");
        byte[] bytes = "{\"image\": \"a.png\", \"caption\": \"xx\"}\n".getBytes(StandardCharsets.UTF_8);
        bytes[bytes.length - 4] = (byte) 0xff;
        Files.write(file, bytes);
        Heard heard = new Heard();

        new JsonRecords(file, "data.jsonl", dir).read(0, heard);

        assertThat(heard.bad).singleElement().asString().startsWith("data.jsonl:1: not");
    }
}
