using System.ComponentModel;
using System.Globalization;

namespace PhotoScore.Local.Runtime.Functions;

/// <summary>Turns what a trigger knows (mostly text from a route or a path) into the type that a parameter asks for.</summary>
internal static class TextValue
{
    /// <exception cref="FormatException">The text is not of that type.</exception>
    public static object? Convert(object value, Type type)
    {
        if (type.IsInstanceOfType(value))
            return value;
        var text = System.Convert.ToString(value, CultureInfo.InvariantCulture)!;
        if (type == typeof(string))
            return text;
        var wanted = Nullable.GetUnderlyingType(type) ?? type;
        if (wanted != type && text.Length == 0)
            return null;
        try
        {
            return wanted.IsEnum
                ? Enum.Parse(wanted, text, ignoreCase: true)
                : TypeDescriptor.GetConverter(wanted).ConvertFromInvariantString(text);
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException or FormatException or OverflowException)
        {
            throw new FormatException($"'{text}' is no {wanted.Name}", error);
        }
    }
}
