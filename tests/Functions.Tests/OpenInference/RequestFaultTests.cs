namespace PhotoScore.Functions.Tests.OpenInference;

public sealed class RequestFaultTests
{
    private const string Taken = "'image' is [-1, 4, 4, 3], where -1 is any size from 1.";

    [Theory]
    [InlineData("", "The JSON can't be read")]
    [InlineData("{", "The JSON can't be read")]
    [InlineData("{} x", "The JSON can't be read")]
    [InlineData("{\"id\": \"\\ud800\", \"inputs\": []}", "id must be a string.")]
    [InlineData("[]", "The request must be a JSON object with 'inputs'.")]
    [InlineData("null", "The request must be a JSON object with 'inputs'.")]
    [InlineData("{}", "inputs is missing. inputs must hold one tensor, 'image' or 'photo'; there are 0.")]
    [InlineData("{\"inputs\": null}", "inputs is missing.")]
    [InlineData("{\"inputs\": {}}", "inputs must be an array of objects.")]
    [InlineData("{\"inputs\": []}", "inputs must hold one tensor, 'image' or 'photo'; there are 0.")]
    [InlineData("{\"inputs\": [7]}", "inputs[0] must be an object.")]
    [InlineData("{\"inputs\": [{}]}", "inputs[0].name is missing. inputs[0].datatype is missing. inputs[0].shape is missing. inputs[0].data is missing")]
    [InlineData("{\"id\": 7, \"inputs\": []}", "id must be a string.")]
    [InlineData("{\"id\": \"a\", \"id\": \"b\", \"inputs\": []}", "id is given twice.")]
    [InlineData("{\"parameters\": [], \"inputs\": []}", "parameters must be an object.")]
    [InlineData("{\"parameters\": {\"a\": []}, \"inputs\": []}", "parameters.'a' must be a string, a number or a boolean.")]
    [InlineData("{\"parameters\": {\"binary_data_output\": 1}, \"inputs\": []}", "parameters.binary_data_output must be true or false.")]
    [InlineData("{\"outputs\": [{}], \"inputs\": []}", "outputs[0].name is missing.")]
    [InlineData("{\"outputs\": [{\"name\": \"logits\"}], \"inputs\": []}", "outputs[0].name is 'logits': the model gives 'probabilities' and 'embedding'.")]
    [InlineData("{\"outputs\": [{\"name\": \"embedding\"}, {\"name\": \"embedding\"}], \"inputs\": []}", "outputs[1].name asks for 'embedding' a second time.")]
    [InlineData("{\"outputs\": [{\"name\": \"embedding\", \"parameters\": {\"classification\": 2}}], \"inputs\": []}", "outputs[0].parameters.classification belongs to an extension that this server does not have.")]
    public void Refusal_of_a_request_names_the_fault(string json, string fault) => Assert.Contains(fault, Asked.Refusal(Asked.Utf8(json)), StringComparison.Ordinal);

    [Theory]
    [InlineData("\"name\": \"pixels\"", "inputs[0].name is 'pixels': the model takes 'image' or 'photo'.")]
    [InlineData("\"datatype\": \"FP32\"", "inputs[0].datatype is 'FP32': 'image' is UINT8.")]
    [InlineData("\"datatype\": 3", "inputs[0].datatype must be a string.")]
    [InlineData("\"shape\": [1, 4, 4]", "inputs[0].shape is [1, 4, 4]: " + Taken)]
    [InlineData("\"shape\": [1, 3, 4, 4]", "inputs[0].shape is [1, 3, 4, 4]: " + Taken)]
    [InlineData("\"shape\": [0, 4, 4, 3]", "inputs[0].shape is [0, 4, 4, 3]: " + Taken)]
    [InlineData("\"shape\": [4, 4, 4, 3]", "inputs[0].shape is [4, 4, 4, 3]: at most 3 pictures are taken at once.")]
    [InlineData("\"shape\": [2, 4, 4, 3]", "inputs[0].data has 48 elements, but the shape [2, 4, 4, 3] has 96.")]
    [InlineData("\"shape\": [-1, 4, 4, 3]", "inputs[0].shape must hold whole numbers from 0, at most 8 of them.")]
    [InlineData("\"shape\": [1, 4, 4, 3, 1, 1, 1, 1, 1]", "inputs[0].shape must hold whole numbers from 0, at most 8 of them.")]
    [InlineData("\"shape\": [1.5, 4, 4, 3]", "inputs[0].shape must hold whole numbers")]
    [InlineData("\"shape\": [18446744073709551616, 4, 4, 3]", "inputs[0].shape must hold whole numbers")]
    [InlineData("\"shape\": 4", "inputs[0].shape must be an array of whole numbers.")]
    [InlineData("\"data\": 4", "inputs[0].data must be an array.")]
    [InlineData("\"data\": [\"x\", true]", "inputs[0].data must hold whole numbers from 0 to 255 and nothing else: 2 of 2 elements are something else than UINT8.")]
    [InlineData("\"data\": [[1], 2]", "inputs[0].data is nested unevenly: give it flat, or nested as the shape says.")]
    [InlineData("\"data\": [1], \"data\": [2]", "inputs[0].data is given twice.")]
    [InlineData("\"parameters\": {\"binary_data_size\": -1}", "inputs[0].parameters.binary_data_size must be a whole number from 0.")]
    [InlineData("\"parameters\": {\"binary_data_size\": 48}", "needs the header Inference-Header-Content-Length")]
    [InlineData("\"parameters\": {\"shared_memory_region\": \"a\"}", "inputs[0].parameters.shared_memory_region belongs to an extension")]
    public void Refusal_of_an_input_names_the_fault(string member, string fault)
    {
        var name = member[..(member.IndexOf(':', StringComparison.Ordinal) + 1)];
        string[] valid = ["\"name\": \"image\"", "\"datatype\": \"UINT8\"", "\"shape\": [1, 4, 4, 3]", $"\"data\": [{string.Join(',', Enumerable.Repeat("7", Asked.Picture))}]"];
        var members = valid.Where(other => !other.StartsWith(name, StringComparison.Ordinal)).Append(member);

        var refusal = Asked.Refusal(Asked.Utf8($"{{\"inputs\": [{{{string.Join(", ", members)}}}]}}"));

        Assert.Contains(fault, refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Refusal_names_every_fault_of_every_part()
    {
        var refusal = Asked.Refusal(Asked.Utf8("""
            {"id": 1, "inputs": [{"name": "image", "datatype": "FP32", "shape": [1, 2], "data": {}}, {"name": "image"}], "outputs": [{"name": "x"}]}
            """));

        Assert.All(
            ["id must", "inputs[0].datatype is 'FP32'", "inputs[0].shape is [1, 2]", "inputs[0].data must be an array", "inputs[1].datatype is missing",
             "inputs[1].shape is missing", "inputs must hold one tensor", "outputs[0].name is 'x'"],
            fault => Assert.Contains(fault, refusal, StringComparison.Ordinal));
    }

    [Fact]
    public void Refusal_of_thousands_of_faults_stays_short()
    {
        var inputs = string.Join(',', Enumerable.Repeat($$"""{"name": "{{new string('x', 500)}}", "datatype": "FP32", "shape": [1], "data": [1]}""", 5_000));

        var refusal = Asked.Refusal(Asked.Utf8($$"""{"inputs": [{{inputs}}]}"""));

        Assert.InRange(refusal.Length, 100, 4_000);
        Assert.StartsWith("inputs has more than 16 items.", refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x", "Inference-Header-Content-Length is 'x'")]
    [InlineData("-1", "Inference-Header-Content-Length is '-1'")]
    [InlineData("9999", "Inference-Header-Content-Length is 9999, but the body has only")]
    [InlineData("2", "The JSON can't be read")]
    public void Refusal_of_a_header_that_is_wrong_says_so(string header, string fault) =>
        Assert.Contains(fault, Asked.Refusal(Asked.BinaryPictures(1).Body, header), StringComparison.Ordinal);

    [Fact]
    public void Refusal_of_binary_data_says_what_does_not_agree()
    {
        static object Image(int size, int count = 1) => new { name = "image", shape = new[] { count, 4, 4, 3 }, datatype = "UINT8", parameters = new { binary_data_size = size } };
        static string Of(object input, int bytes)
        {
            var (body, length) = Asked.Binary(new { inputs = new[] { input } }, new byte[bytes]);
            return Asked.Refusal(body, length);
        }

        Assert.Equal("inputs[0].parameters.binary_data_size is 40, but [1, 4, 4, 3] of UINT8 has 48 bytes.", Of(Image(40), 40));
        Assert.StartsWith("inputs[0].parameters.binary_data_size is 48, but only 40 bytes are left behind the JSON.", Of(Image(48), 40), StringComparison.Ordinal);
        Assert.Equal("8 bytes behind the JSON belong to no input: give each a 'binary_data_size'.", Of(Image(48), 56));
        Assert.StartsWith(
            "inputs[0].data is given beside 'binary_data_size'",
            Of(new { name = "image", shape = new[] { 1, 4, 4, 3 }, datatype = "UINT8", data = new[] { 1 }, parameters = new { binary_data_size = 48 } }, 48),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Refusal_of_photos_names_each()
    {
        var tooLong = Convert.ToBase64String(new byte[101]);
        var body = Asked.Input(new { name = "photo", shape = new[] { 3 }, datatype = "BYTES", data = new[] { "?", "AAAA", "====" } });

        Assert.Equal(
            "inputs[0].data[0] is no base64: a photo's file is sent as base64 in JSON. inputs[0].data[2] is no base64: a photo's file is sent as base64 in JSON.",
            Asked.Refusal(body));
        Assert.Equal(
            "inputs[0].data[1] has 101 bytes: a photo may have 100.",
            Asked.Refusal(Asked.Input(new { name = "photo", shape = new[] { 2 }, datatype = "BYTES", data = new[] { "AAAA", tooLong } })));
        var (framed, length) = Asked.BinaryPhotos([1], [2]);
        framed[^5] = 9;
        Assert.Contains("has binary data that does not add up", Asked.Refusal(framed, length), StringComparison.Ordinal);
    }
}
