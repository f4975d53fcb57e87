package dev.webhooks.signature.diagnosis;

import java.util.Comparator;
import java.util.List;

import dev.webhooks.signature.diagnosis.JsonText.Field;
import dev.webhooks.signature.diagnosis.JsonText.Fields;
import dev.webhooks.signature.diagnosis.JsonText.Items;
import dev.webhooks.signature.diagnosis.JsonText.Literal;
import dev.webhooks.signature.diagnosis.JsonText.Text;

/**
 * One way of writing JSON. Immutable.
 *
 * @param layout the white space
 * @param spelling the escapes
 * @param sorted whether fields are in the order of their names
 */
record JsonWriting(JsonLayout layout, JsonSpelling spelling, boolean sorted) {

	String write(JsonText json) {
		StringBuilder text = new StringBuilder();
		write(json, 0, text);
		return text.toString();
	}

	private void write(JsonText json, int depth, StringBuilder text) {
		if (json instanceof Literal literal) {
			text.append(literal.text());
		}
		else if (json instanceof Text string) {
			this.spelling.write(string.value(), text);
		}
		else if (json instanceof Items array) {
			open('[', array.items().isEmpty(), text);
			for (int i = 0; i < array.items().size(); i++) {
				separate(true, i, depth, text);
				write(array.items().get(i), this.layout.inside(true, depth), text);
			}
			close(']', array.items().isEmpty(), depth, text);
		}
		else if (json instanceof Fields object) {
			open('{', object.fields().isEmpty(), text);
			List<Field> fields = inOrder(object.fields());
			for (int i = 0; i < fields.size(); i++) {
				separate(false, i, depth, text);
				this.spelling.write(fields.get(i).name(), text);
				text.append(this.layout.colon());
				write(fields.get(i).value(), this.layout.inside(false, depth), text);
			}
			close('}', fields.isEmpty(), depth, text);
		}
	}

	private List<Field> inOrder(List<Field> fields) {
		return this.sorted ? fields.stream().sorted(Comparator.comparing(Field::name)).toList() : fields;
	}

	private void open(char bracket, boolean empty, StringBuilder text) {
		text.append(bracket).append(empty ? this.layout.empty() : this.layout.padding(bracket == '['));
	}

	private void separate(boolean array, int index, int depth, StringBuilder text) {
		text.append((index > 0) ? this.layout.comma(array) : "")
			.append(this.layout.lineBreak(array, this.layout.inside(array, depth)));
	}

	private void close(char bracket, boolean empty, int depth, StringBuilder text) {
		boolean array = bracket == ']';
		text.append(empty ? "" : this.layout.padding(array) + this.layout.lineBreak(array, depth)).append(bracket);
	}

}
