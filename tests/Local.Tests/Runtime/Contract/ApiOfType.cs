using System.Reflection;
using System.Runtime.CompilerServices;

namespace PhotoScore.Local.Tests.Runtime.Contract;

/// <summary>The visible members of one of our types, in the notation of the listing.</summary>
internal static class ApiOfType
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    // What the compiler adds to every record; the listing leaves it out.
    private static readonly HashSet<string> OfRecords =
        ["<Clone>$", "PrintMembers", "ToString", "GetHashCode", "Equals", "op_Equality", "op_Inequality", "get_EqualityContract"];

    public static string FullName(Type type) => $"{type.Namespace}.{CSharpNames.Bare(type.Name)}";

    public static string Kind(Type type) => type switch
    {
        { IsInterface: true } => "interface",
        { IsEnum: true } => "enum",
        { IsValueType: true } => "struct",
        _ when type.BaseType == typeof(MulticastDelegate) => "delegate",
        _ => (type.IsAbstract && type.IsSealed ? "static " : type.IsSealed ? "sealed " : type.IsAbstract ? "abstract " : "")
            + (IsRecord(type) ? "record" : "class"),
    };

    public static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
            return Enum.GetValues(type).Cast<object>().Select(value => $"{value} = {Convert.ToInt64(value)}");
        if (type.BaseType == typeof(MulticastDelegate))
            return [Method(type.GetMethod("Invoke")!)];
        var isRecord = IsRecord(type);
        var methods = type.GetMethods(Declared)
            .Where(IsVisible)
            .Where(method => !method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal))
            .Where(method => !(isRecord && OfRecords.Contains(method.Name)));
        return type.GetConstructors(Declared & ~BindingFlags.Static).Where(IsVisible).Select(Constructor)
            .Concat(type.GetFields(Declared).Where(field => field.IsPublic || field.IsFamily).Select(Field))
            .Concat(type.GetProperties(Declared).Where(property => property.Name != "EqualityContract").Select(Property).OfType<string>())
            .Concat(methods.Select(Method));
    }

    private static bool IsRecord(Type type) => type.GetMethod("<Clone>$") is not null;

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string Access(MethodBase method) =>
        (method.IsPublic ? "" : "protected ") + (method.IsStatic ? "static " : "");

    private static string Constructor(ConstructorInfo constructor) =>
        $"{Access(constructor)}{CSharpNames.Bare(constructor.DeclaringType!.Name)}({Parameters(constructor)})";

    private static string Field(FieldInfo field)
    {
        var type = CSharpNames.Of(field.FieldType);
        return field.IsLiteral ? $"const {type} {field.Name} = {Literal(field.GetRawConstantValue(), field.FieldType)}" : $"static {type} {field.Name}";
    }

    private static string? Property(PropertyInfo property)
    {
        var accessors = new[] { property.GetMethod, property.SetMethod }.OfType<MethodInfo>().Where(IsVisible).ToList();
        if (accessors.Count == 0)
            return null;
        var isInit = property.SetMethod?.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) == true;
        var names = accessors.Select(accessor => accessor == property.GetMethod ? "get;" : isInit ? "init;" : "set;");
        return $"{Access(accessors[0])}{CSharpNames.Of(property.PropertyType)} {property.Name} {{ {string.Join(' ', names)} }}";
    }

    private static string Method(MethodInfo method)
    {
        var access = Access(method);
        var parameters = Parameters(method);
        var result = CSharpNames.Of(method.ReturnType);
        switch (method.Name)
        {
            case "op_Implicit":
                return $"{access}implicit operator {result}({parameters})";
            case "op_Equality":
                return $"{access}{result} operator ==({parameters})";
            case "op_Inequality":
                return $"{access}{result} operator !=({parameters})";
        }
        var generics = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(CSharpNames.Of))}>" : "";
        return $"{access}{result} {method.Name}{generics}({parameters})";
    }

    private static string Parameters(MethodBase method)
    {
        var isExtension = method.IsDefined(typeof(ExtensionAttribute));
        return string.Join(", ", method.GetParameters().Select((parameter, i) =>
            (isExtension && i == 0 ? "this " : "")
            + (parameter.IsOut ? "out " : parameter.ParameterType.IsByRef ? "ref " : "")
            + (parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params " : "")
            + $"{CSharpNames.Of(parameter.ParameterType)} {parameter.Name}"
            + (parameter.HasDefaultValue ? $" = {Literal(parameter.DefaultValue, parameter.ParameterType)}" : "")));
    }

    private static string Literal(object? value, Type type) => value switch
    {
        null when type.IsValueType && Nullable.GetUnderlyingType(type) is null => $"default({CSharpNames.Of(type)})",
        null => "null",
        bool flag => flag ? "true" : "false",
        string text => $"\"{text}\"",
        _ => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)!,
    };
}
