using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dag.Interpreter.State.Packing;

/// <summary>A file of a product as its object has it: the name it had, in a folder with the way to it, its content's digest, and whether it may be executed.</summary>
[JsonConverter(typeof(Converter))]
internal sealed record StoredFile(string Name, string Content, bool IsExecutable)
{
    public void Write(Utf8JsonWriter into)
    {
        into.WriteStartObject();
        into.WriteString(nameof(Name), NameText.Of(Name));
        into.WriteString(nameof(Content), Content);
        if (IsExecutable)
            into.WriteBoolean(nameof(IsExecutable), true);
        into.WriteEndObject();
    }

    /// <exception cref="JsonException">The JSON is of another form.</exception>
    private static StoredFile Read(ref Utf8JsonReader from)
    {
        var (name, content, isExecutable) = ((string?)null, (string?)null, false);
        if (from.TokenType != JsonTokenType.StartObject)
            throw new JsonException("expected a file");

        while (from.Read() && from.TokenType == JsonTokenType.PropertyName)
        {
            var property = from.GetString();
            from.Read();
            switch (property)
            {
                case nameof(Name):
                    name = from.GetString() is { } text ? NameText.Find(text) : null;
                    break;
                case nameof(Content):
                    content = from.GetString();
                    break;
                case nameof(IsExecutable):
                    isExecutable = from.GetBoolean();
                    break;
                default:
                    from.Skip();
                    break;
            }
        }

        return name is not null && content is not null ? new(name, content, isExecutable) : throw new JsonException("expected a file");
    }

    private sealed class Converter : JsonConverter<StoredFile>
    {
        public override StoredFile Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => StoredFile.Read(ref reader);

        public override void Write(Utf8JsonWriter writer, StoredFile value, JsonSerializerOptions options) => value.Write(writer);
    }
}
