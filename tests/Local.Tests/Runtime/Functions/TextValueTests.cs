using PhotoScore.Local.Runtime.Functions;

namespace PhotoScore.Local.Tests.Runtime.Functions;

public sealed class TextValueTests
{
    [Theory]
    [InlineData("7", typeof(int), 7)]
    [InlineData("7", typeof(int?), 7)]
    [InlineData("", typeof(int?), null)]
    [InlineData("1.5", typeof(double), 1.5)]
    [InlineData("true", typeof(bool), true)]
    [InlineData("friday", typeof(DayOfWeek), DayOfWeek.Friday)]
    [InlineData("x", typeof(object), "x")]
    [InlineData(5L, typeof(string), "5")]
    public void Convert_text_of_that_type_gives_the_value(object value, Type type, object? expected)
    {
        Assert.Equal(expected, TextValue.Convert(value, type));
    }

    [Theory]
    [InlineData("seven", typeof(int))]
    [InlineData("", typeof(int))]
    [InlineData("someday", typeof(DayOfWeek))]
    [InlineData("x", typeof(Stream))]
    public void Convert_other_text_is_refused(string text, Type type)
    {
        Assert.Throws<FormatException>(() => TextValue.Convert(text, type));
    }
}
